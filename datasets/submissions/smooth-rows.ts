/**
 * Returns the mean of each value and its neighbours up to `halfWidth` frames before and after it; at the ends, of those that there are.
 *
 * @param values shape `[length, columns]`, one row for every frame of one clip: a gap would widen the window
 * @param halfWidth frames on either side, 0 for none
 * @returns a new array, shape `[length, columns]`
 * @throws RangeError when `halfWidth` is no whole number or negative
 * @example smoothRows(Float64Array.of(0, 3, 6), { columns: 1, halfWidth: 1 }) // 1.5, 3, 4.5
 */
export function smoothRows(values: Float64Array, { columns, halfWidth }: { readonly columns: number; readonly halfWidth: number }): Float64Array {
  if (!Number.isSafeInteger(halfWidth) || halfWidth < 0) throw new RangeError(`A half width of ${halfWidth} is no number of frames`);
  if (halfWidth === 0) return values.slice();
  const length = values.length / columns;
  const smooth = new Float64Array(values.length);
  const sums = new Float64Array(length + 1); // Of a column, up to each frame
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < length; row++) sums[row + 1] = sums[row]! + values[row * columns + column]!;
    for (let row = 0; row < length; row++) {
      const from = Math.max(0, row - halfWidth);
      const to = Math.min(length, row + halfWidth + 1);
      smooth[row * columns + column] = (sums[to]! - sums[from]!) / (to - from);
    }
  }
  return smooth;
}
