import { PARTIAL_METHODS } from '../../../fusion/train/partial/methods.ts';
import { PartialTraining } from '../../../fusion/train/partial/partial-training.ts';
import type { TrainingPlan } from '../../../fusion/train/training-plan.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingFold } from '../training-data.ts';

/** Share of the epochs in which targets rest at first, where nothing is said. */
const WARMUP = 0.05;

/** Returns what is believed of a fold's training examples before the first step; `undefined` where each has one label. */
export function toPartialTraining({ training: { partial } }: TrainingConfig, fold: TrainingFold, { epochs, seed }: Pick<TrainingPlan, 'epochs' | 'seed'>): PartialTraining | undefined {
  if (partial === null || fold.partial === undefined) return undefined;
  const { candidates: { weights, ...candidates }, noise } = fold.partial;
  const method = PARTIAL_METHODS[partial.method]!; // Known to be there: `checkConfig`
  return new PartialTraining({ ...candidates, ...(partial.init === 'votes' && { weights }) }, method, {
    epochs,
    seed,
    noise,
    targetsFrom: 1 + (partial.warmup ?? Math.round(epochs * WARMUP)),
    opensAt: partial.opensAt ?? undefined,
    momentum: partial.momentum,
    mixes: (partial.mixup ?? method.mixup ?? 0) > 0,
  });
}
