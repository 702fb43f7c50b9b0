import { crossEntropyRows } from '../cross-entropy-rows.ts';
import type { PartialMethod } from '../partial-method.ts';

/** Cross-entropy with all candidates alike, whatever is learnt: the simplest there is. */
export const average: PartialMethod = {
  name: 'average',
  settings: {},
  views: 1,
  start: 'candidates',
  admits: false,
  update: ({ targets }) => ({ targets }),
  losses: (logits, { targets }) => crossEntropyRows(logits, targets),
};
