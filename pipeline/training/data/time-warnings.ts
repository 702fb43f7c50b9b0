import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { ClipPlan } from './clip-plan.ts';
import { list } from './join-clips.ts';
import type { Preparation } from './preparation.ts';

/** Share of a clip's labels that may lie outside of its features without a word; frames without a face at the end of a film do. */
const MOST = 0.5;

/**
 * Returns a sentence where most labels by frame of a clip lie farther than `alignment.maxGap` before or after all its features, so
 * that they are trained on without any: times in another unit, or features of another cut.
 *
 * @param table path of the labels, for messages
 * @throws DatasetError BAD_TIMES when the labels of no clip lie within its features
 */
export function timeWarnings({ modalities, alignment, output }: Preparation, plans: readonly ClipPlan[], table: string): string[] {
  if (output === 'clip' || Object.values(modalities).some(({ level }) => level === 'utterance')) return [];
  const shares = plans.map((plan) => ({ plan, share: shareOutside(plan, alignment.maxGap) }));
  const [first] = shares;
  if (first !== undefined && shares.every(({ share }) => share === 1)) {
    throw new DatasetError('BAD_TIMES', { path: table, detail: `no label lies within the features of its clip: in "${first.plan.truth.clip}" the labels are from ${show(first.plan.timeline)} and the features from ${show(timesOf(first.plan))}` });
  }
  const odd = shares.filter(({ share }) => share > MOST).map(({ plan }) => plan.truth.clip);
  return odd.length === 0 ? [] : [`In ${odd.length} of ${plans.length} clips more than half of the labels lie before or after all features: ${list(odd)}.`];
}

function shareOutside(plan: ClipPlan, gap: number): number {
  const times = timesOf(plan);
  const [first, last] = [times[0]! - gap, times.at(-1)! + gap];
  return plan.timeline.filter((time) => time < first || time > last).length / plan.timeline.length;
}

/** The first and the last time at which some modality has a row. */
function timesOf({ scanned }: ClipPlan): Float64Array {
  const tracks = Object.values(scanned.tracks);
  return Float64Array.of(Math.min(...tracks.map(({ times }) => times[0]!)), Math.max(...tracks.map(({ times }) => times.at(-1)!)));
}

function show(times: Float64Array): string {
  return `${Number(times[0]!.toFixed(3))} to ${Number(times.at(-1)!.toFixed(3))} s`;
}
