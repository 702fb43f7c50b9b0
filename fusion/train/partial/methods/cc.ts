import tf from '@tensorflow/tfjs';
import { normaliseRows } from '../normalise-rows.ts';
import type { PartialMethod } from '../partial-method.ts';

/** Classifier-consistent learning (Feng et al. 2020): −log of what the candidates have together. Its targets are only told. */
export const cc: PartialMethod = {
  name: 'cc',
  settings: {},
  views: 1,
  start: 'candidates',
  admits: false,
  update: ({ beliefs: [beliefs], candidates }) => ({ targets: normaliseRows(tf.mul(candidates, beliefs), { scale: 1 }) }),
  losses: (logits, { candidates }) => tf.neg(tf.logSumExp(tf.add(tf.logSoftmax(logits), tf.mul(tf.sub(1, candidates), -1e9)), 1)),
};
