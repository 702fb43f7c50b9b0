import { fillAligned } from './fill-aligned.ts';
import { firstAfter } from './first-after.ts';
import { validRows } from './valid-rows.ts';
import type { AlignedSequence, AlignOptions, FeatureSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/**
 * Returns the features at the instants of `timeline`, interpolated between the valid neighbours on either side. Masked are instants
 * before the first feature, after the last, and between two that are more than `maxGap` apart.
 *
 * @throws RangeError when the sequence is not well-formed
 */
export function alignLinear(sequence: FeatureSequence, timeline: Timeline, { maxGap = 1 }: AlignOptions = {}): AlignedSequence {
  const rows = validRows(sequence);
  const { times, values, dimensions } = sequence;
  return fillAligned(timeline, dimensions, (instant, target) => {
    const next = firstAfter(times, rows, instant);
    const before = rows[next - 1];
    if (before === undefined) return false;
    const exact = times[before] === instant;
    const after = exact ? before : rows[next];
    if (after === undefined || times[after]! - times[before]! > maxGap + 1e-6) return false;
    const share = exact ? 0 : (instant - times[before]!) / (times[after]! - times[before]!);
    for (let column = 0; column < dimensions; column++) {
      target[column] = (1 - share) * values[before * dimensions + column]! + share * values[after * dimensions + column]!;
    }
    return true;
  });
}
