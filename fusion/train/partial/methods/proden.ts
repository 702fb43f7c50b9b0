import tf from '@tensorflow/tfjs';
import { crossEntropyRows } from '../cross-entropy-rows.ts';
import { normaliseRows } from '../normalise-rows.ts';
import type { PartialMethod } from '../partial-method.ts';

/**
 * Progressive identification (PRODEN, Lv et al. 2020; RC, Feng et al. 2020, has the same rule): cross-entropy with what was believed of the candidates when
 * the example was last seen.
 */
export const proden: PartialMethod = {
  name: 'proden',
  settings: {},
  views: 1,
  start: 'candidates',
  admits: false,
  update: ({ beliefs: [beliefs], candidates }) => ({ targets: normaliseRows(tf.mul(candidates, beliefs), { scale: 1 }) }),
  losses: (logits, { before }) => crossEntropyRows(logits, before),
};
