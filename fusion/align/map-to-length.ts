import type { AlignedSequence, FeatureSequence } from './feature-sequence.ts';

/**
 * Returns `length` rows by MERBench's rule. As many rows as there are: kept. Fewer: rows of zeros go in FRONT. More: zeros in front
 * make the number a multiple of `length`, then groups of neighbours are averaged, the zeros too. The mask of the sequence is not looked at.
 *
 * `valid` is 1 where a row holds at least one real row. Times are those of a group's first real row; rows of zeros have the first time.
 */
export function mapToLength({ times, values, dimensions }: FeatureSequence, length: number): AlignedSequence {
  const size = Math.max(1, Math.ceil(times.length / length));
  const zeros = size * length - times.length;
  const mapped = { times: new Float64Array(length), values: new Float32Array(length * dimensions), dimensions, valid: new Uint8Array(length) };
  for (let row = 0; row < length; row++) {
    const [first, end] = [Math.max(0, row * size - zeros), Math.max(0, (row + 1) * size - zeros)];
    mapped.times[row] = times[first] ?? 0;
    mapped.valid[row] = end > first ? 1 : 0;
    for (let index = first * dimensions; index < end * dimensions; index++) mapped.values[row * dimensions + (index % dimensions)]! += values[index]! / size;
  }
  return mapped;
}
