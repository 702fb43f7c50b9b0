import { PARTIAL_METHODS } from '../../fusion/train/partial/methods.ts';
import type { PartialMethod } from '../../fusion/train/partial/partial-method.ts';

/** One row of the comparison. */
export interface PartialEntrant {
  readonly method: PartialMethod;
  /** Weight of the loss on mixed features. */
  readonly mixup?: number;
  /** λ from e₀ on, in place of that from the margins. */
  readonly lambda?: number;
  /** Learns from the truth. */
  readonly oracle?: boolean;
}

const ofMethods = Object.entries(PARTIAL_METHODS).map(([name, method]): [string, PartialEntrant] => [name, { method }]);

/** What is compared, by name (see `PARTIAL_ENTRANT_NAMES`): every method, some with mix-up, ALIM with λ = 1 whatever the margins say, and learning from the truth as the upper bound. */
export const PARTIAL_ENTRANTS: Readonly<Record<string, PartialEntrant>> = {
  ...Object.fromEntries(ofMethods),
  'moving+mixup': { method: PARTIAL_METHODS.moving!, mixup: 1 },
  'alim-onehot+mixup': { method: PARTIAL_METHODS['alim-onehot']!, mixup: 1 },
  'lambda-1': { method: PARTIAL_METHODS['alim-onehot']!, lambda: 1 },
  truth: { method: PARTIAL_METHODS.average!, oracle: true },
};
