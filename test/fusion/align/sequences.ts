import type { FeatureSequence } from '../../../fusion/align/feature-sequence.ts';

/** Returns a sequence with these rows at these times; by default one row a second from 0. */
export function sequenceOf(rows: readonly (readonly number[])[], times: readonly number[] = rows.map((_, row) => row)): FeatureSequence {
  return { times: Float64Array.from(times), values: Float32Array.from(rows.flat()), dimensions: rows[0]?.length ?? 1 };
}

/** Returns the rows of a sequence. */
export function rowsOf({ values, dimensions }: FeatureSequence): number[][] {
  return Array.from({ length: values.length / dimensions }, (_, row) => [...values.subarray(row * dimensions, (row + 1) * dimensions)]);
}

/** Returns the largest difference between the values of a sequence and the rows expected; infinite when their numbers differ. */
export function farthest({ values }: FeatureSequence, expected: readonly (readonly number[])[]): number {
  const flat = expected.flat();
  return flat.length === values.length ? Math.max(0, ...flat.map((value, index) => Math.abs(value - values[index]!))) : Infinity;
}
