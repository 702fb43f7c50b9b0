import { fillAligned } from './fill-aligned.ts';
import { firstAfter } from './first-after.ts';
import { validRows } from './valid-rows.ts';
import type { AlignedSequence, AlignOptions, FeatureSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/**
 * Returns the valid feature nearest to each instant of `timeline`, the earlier of two that are equally near. Masked are instants
 * farther than `maxGap / 2` from every feature.
 *
 * @throws RangeError when the sequence is not well-formed
 */
export function alignNearest(sequence: FeatureSequence, timeline: Timeline, { maxGap = 1 }: AlignOptions = {}): AlignedSequence {
  const rows = validRows(sequence);
  const { times, values, dimensions } = sequence;
  const distance = (row: number | undefined, instant: number) => (row === undefined ? Infinity : Math.abs(times[row]! - instant));
  return fillAligned(timeline, dimensions, (instant, target) => {
    const next = firstAfter(times, rows, instant);
    const [before, after] = [rows[next - 1], rows[next]];
    const row = distance(before, instant) <= distance(after, instant) ? before : after;
    if (row === undefined || distance(row, instant) > maxGap / 2 + 1e-6) return false;
    target.set(values.subarray(row * dimensions, (row + 1) * dimensions));
    return true;
  });
}
