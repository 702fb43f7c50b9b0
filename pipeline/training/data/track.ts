import { alignNearest } from '../../../fusion/align/align-nearest.ts';
import type { FeatureSequence } from '../../../fusion/align/feature-sequence.ts';
import type { ExampleFeatures } from '../../../fusion/train/example.ts';
import type { Span } from './clip-plan.ts';

/**
 * The features of one modality of a clip, and what part of them belongs to a span of its timeline: the `rows` of the span; those at its
 * `times`; the `mean` of those; those nearest to regular instants from its beginning (`sampled`); the `whole`; or the one vector
 * `repeated` in each row.
 */
export type Track = FeatureSequence &
  (
    | { readonly cut: 'rows' | 'times' | 'mean' | 'whole' | 'repeated' }
    /** Rates of the instants and of the timeline, Hz. */
    | { readonly cut: 'sampled'; readonly rate: number; readonly timelineRate: number }
  );

/** Returns what belongs to a span; `undefined` when there is no feature in it. Rows of whole clips are views on the track. */
export function cutTrack(track: Track, span: Span, timeline: Float64Array): ExampleFeatures | undefined {
  const features = cut(track, span, timeline);
  return features.values.length === 0 || features.valid?.includes(1) === false ? undefined : features;
}

/** Returns how many rows `cutTrack` gives for a span of a track with these times. */
export function rowsInSpan(track: Pick<Track, 'times'> & ({ cut: Exclude<Track['cut'], 'sampled'> } | { cut: 'sampled'; rate: number; timelineRate: number }), span: Span): number {
  if (track.cut === 'rows' || track.cut === 'repeated') return span.end - span.start;
  if (track.cut === 'sampled') return sampleCount(track, span);
  if (track.cut === 'times') return endRow(track.times, span.to) - endRow(track.times, span.from);
  return track.cut === 'mean' ? 1 : track.times.length;
}

function cut(track: Track, span: Span, timeline: Float64Array): ExampleFeatures {
  if (track.cut === 'whole') return { values: track.values, valid: track.valid };
  if (track.cut === 'repeated') return repeated(track, span.end - span.start);
  if (track.cut === 'sampled') return sampled(track, sampleCount(track, span), timeline[span.start]!);
  if (track.cut === 'rows') return rowsOf(track, span.start, span.end);
  const rows = rowsOf(track, endRow(track.times, span.from), endRow(track.times, span.to));
  return track.cut === 'mean' ? { values: meanOf(rows, track.dimensions) } : rows;
}

function rowsOf({ values, valid, dimensions }: FeatureSequence, start: number, end: number): ExampleFeatures {
  return { values: values.subarray(start * dimensions, end * dimensions), valid: valid?.subarray(start, end) };
}

function repeated({ values, dimensions }: FeatureSequence, rows: number): ExampleFeatures {
  const result = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) result.set(values, row * dimensions);
  return { values: result };
}

function sampleCount({ rate, timelineRate }: { readonly rate: number; readonly timelineRate: number }, { start, end }: Span): number {
  return Math.max(1, Math.ceil(((end - start) * rate) / timelineRate - 1e-6));
}

/** Rows farther than about half a period from an instant are missing, not borrowed from a neighbour. */
function sampled(track: FeatureSequence & { readonly rate: number }, count: number, from: number): ExampleFeatures {
  const times = Float64Array.from({ length: count }, (_, index) => from + index / track.rate);
  return alignNearest(track, { times }, { maxGap: 1.2 / track.rate });
}

/** Returns the mean of the valid rows, shape `[D]`; of none, an empty array. */
export function meanOf({ values, valid }: ExampleFeatures, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  let count = 0;
  for (let row = 0; row * dimensions < values.length; row++) {
    if (valid?.[row] === 0) continue;
    count++;
    for (let column = 0; column < dimensions; column++) sums[column]! += values[row * dimensions + column]!;
  }
  return count === 0 ? new Float32Array(0) : Float32Array.from(sums, (sum) => sum / count);
}

/** Returns the first row that is at `time` or later. */
function endRow(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
