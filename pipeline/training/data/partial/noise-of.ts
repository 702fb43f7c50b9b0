import { ConfigError } from '../../../../configs/config-error.ts';
import { candidateQuality, type CandidateQuality } from '../../../../datasets/pseudo-labels/candidate-quality.ts';
import type { TrainingConfig } from '../../../../configs/training/schema.ts';
import type { ClipPlan } from '../clip-plan.ts';

/** Returns how good the sets of clips are whose label is known too; `undefined` of none. */
export function measurePlans(plans: readonly ClipPlan[]): CandidateQuality | undefined {
  return candidateQuality(plans.flatMap(({ truth: { candidates, targets } }) => (candidates !== undefined && targets.expression![0]! >= 0 ? [{ candidates: candidates.candidates, actual: targets.expression![0]! }] : [])));
}

/**
 * Returns η for a training part: the number that is given, else what was measured of models on labelled clips, else of its own clips with both candidates and a label.
 *
 * @throws ConfigError when there is nothing to measure it on
 */
export function noiseOf({ training: { partial } }: TrainingConfig, train: readonly ClipPlan[], measured: CandidateQuality | undefined): number {
  const rate = partial!.noiseRate;
  if (rate !== 'estimate') return rate;
  const quality = measured ?? measurePlans(train);
  if (quality === undefined) throw new ConfigError('training.partial.noiseRate', ['is "estimate", and no clip has both candidates and a label to measure it on'], undefined, 'Give a number, such as 0.1, or labelled clips; of predictions, name the `validation` table of each model.');
  return quality.noise;
}
