/** Returns the mean of rows `[T, dimensions]`, `T ≥ 1`, shape `[dimensions]`: the features of an utterance (UTT) in MERTools' words. */
export function poolRows({ values, dimensions }: { readonly values: Float32Array; readonly dimensions: number }): Float32Array {
  const sums = new Float64Array(dimensions);
  values.forEach((value, i) => (sums[i % dimensions]! += value));
  return Float32Array.from(sums, (sum) => (sum * dimensions) / values.length);
}
