import type { RowShape } from './interpolate-rows.ts';

/**
 * Returns values for every frame `1…length`, each from the nearest frame that has some; halfway between two, from the earlier one.
 *
 * @param frames shape `[n]`, `n ≥ 1`, increasing, counted from 1
 * @param values shape `[n, columns]`
 * @returns a new array, shape `[length, columns]`
 */
export function nearestRows(frames: Int32Array, values: Int8Array, { columns, length }: RowShape): Int8Array {
  const dense = new Int8Array(length * columns);
  let row = 0;
  for (let frame = 1; frame <= length; frame++) {
    while (row + 1 < frames.length && frames[row + 1]! - frame < frame - frames[row]!) row++;
    dense.set(values.subarray(row * columns, (row + 1) * columns), (frame - 1) * columns);
  }
  return dense;
}
