import { fillAligned } from './fill-aligned.ts';
import { roundHalfEven } from './round-half-even.ts';
import { validRows } from './valid-rows.ts';
import type { AlignedSequence, FeatureSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/**
 * Returns the features as Wen et al. (2024) aligned sound with pictures: the whole sequence is stretched over `timeline`, whatever
 * the times. Onto more instants rows are interpolated between neighbours; onto fewer the rows nearest to evenly spaced positions are
 * picked, without pooling. Masked is what a masked row takes part in.
 *
 * @throws RangeError when the sequence is not well-formed
 */
export function alignWen(sequence: FeatureSequence, timeline: Timeline): AlignedSequence {
  validRows(sequence);
  const { values, dimensions, valid } = sequence;
  const [rows, instants] = [sequence.times.length, timeline.times.length];
  return fillAligned(timeline, dimensions, (_instant, target, index) => {
    const even = instants === 1 ? 0 : (index * (rows - 1)) / (instants - 1);
    const position = rows > instants ? roundHalfEven(even) : even;
    const [before, after] = [Math.floor(position), Math.ceil(position)];
    if (rows === 0 || valid?.[before] === 0 || valid?.[after] === 0) return false;
    const share = position - before;
    for (let column = 0; column < dimensions; column++) {
      target[column] = (1 - share) * values[before * dimensions + column]! + share * values[after * dimensions + column]!;
    }
    return true;
  });
}
