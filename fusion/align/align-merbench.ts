import { mapToLength } from './map-to-length.ts';
import { validRows } from './valid-rows.ts';
import type { AlignedSequence, FeatureSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/**
 * Returns the features in as many rows as `timeline` has instants, by MERBench's rule (see `mapToLength`), which looks at numbers of
 * rows and not at times: 11 rows on 10 instants give 4 rows of zeros, then means of pairs. MERBench's models are given the zeros
 * without the mask; `valid` says which they are.
 *
 * @throws RangeError when the sequence is not well-formed
 */
export function alignMerbench(sequence: FeatureSequence, timeline: Timeline): AlignedSequence {
  validRows(sequence);
  return { ...mapToLength(sequence, timeline.times.length), times: Float64Array.from(timeline.times) };
}
