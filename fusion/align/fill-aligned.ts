import type { AlignedSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/**
 * Returns a sequence on `timeline`. `fill` writes the features of an instant into `target` (zeros of length `dimensions`), or returns
 * false, having written nothing, to mask it.
 */
export function fillAligned(timeline: Timeline, dimensions: number, fill: (instant: number, target: Float32Array, index: number) => boolean): AlignedSequence {
  const times = Float64Array.from(timeline.times);
  const values = new Float32Array(times.length * dimensions);
  const valid = Uint8Array.from(times, (instant, index) => (fill(instant, values.subarray(index * dimensions, (index + 1) * dimensions), index) ? 1 : 0));
  return { times, values, dimensions, valid };
}
