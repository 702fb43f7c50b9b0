import { fillAligned } from './fill-aligned.ts';
import { firstAfter } from './first-after.ts';
import { validRows } from './valid-rows.ts';
import type { AlignedSequence, FeatureSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/** Times are sums of fractions: what lies this little before an instant, in seconds, belongs to it. */
const TOLERANCE = 1e-6;

/**
 * Returns the mean of the valid features in each interval `[t_k, t_k+1)` of `timeline`; the last interval is as long as the one before
 * it, or without end when it is the only one. Between regular rates this is mean pooling with their ratio as size and stride. Masked
 * are intervals without features.
 *
 * @throws RangeError when the sequence is not well-formed
 */
export function alignMeanPool(sequence: FeatureSequence, timeline: Timeline): AlignedSequence {
  const rows = validRows(sequence);
  const { times, values, dimensions } = sequence;
  return fillAligned(timeline, dimensions, (instant, target, index) => {
    const first = firstAfter(times, rows, below(instant));
    const end = firstAfter(times, rows, below(endOf(timeline.times, index)));
    for (const row of rows.subarray(first, end)) {
      for (let column = 0; column < dimensions; column++) target[column]! += values[row * dimensions + column]! / (end - first);
    }
    return end > first;
  });
}

function endOf(times: Float64Array, index: number): number {
  const next = times[index + 1];
  if (next !== undefined) return next;
  return index === 0 ? Infinity : 2 * times[index]! - times[index - 1]!;
}

/** The largest time that still belongs to the interval before. */
function below(instant: number): number {
  return instant - TOLERANCE;
}
