import type { Window } from './make-windows.ts';

/**
 * Returns one sequence from what was computed for each of its windows, shape `[length, dimensions]`: the mean where windows overlap.
 *
 * @param outputs for each window, shape `[end − start, dimensions]`; longer ones are padded at the end, which is left out
 * @throws RangeError when a window has no output or a short one, lies outside, or a row is in no window
 */
export function mergeWindows(windows: readonly Window[], outputs: readonly Float32Array[], { length, dimensions }: { readonly length: number; readonly dimensions: number }): Float32Array {
  const sums = new Float64Array(length * dimensions);
  const counts = new Uint32Array(length);
  for (const [index, { start, end }] of windows.entries()) {
    const output = outputs[index];
    if (start < 0 || end > length || output === undefined || output.length < (end - start) * dimensions) throw new RangeError(`Window ${index} (rows ${start} to ${end} of ${length}) has ${output?.length ?? 0} values`);
    for (let row = start; row < end; row++) counts[row]!++;
    for (let value = 0; value < (end - start) * dimensions; value++) sums[start * dimensions + value]! += output[value]!;
  }
  const bare = counts.indexOf(0);
  if (bare >= 0) throw new RangeError(`Row ${bare} is in no window`);
  return Float32Array.from(sums, (sum, value) => sum / counts[Math.floor(value / dimensions)]!);
}
