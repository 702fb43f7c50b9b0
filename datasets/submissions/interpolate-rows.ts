/** How rows of single frames become rows of all frames. */
export interface RowShape {
  /** Values in each row. */
  readonly columns: number;
  /** Frames of the timeline, numbered from 1. */
  readonly length: number;
}

/**
 * Returns values for every frame `1…length`: linear between the neighbours that there are, and copies of the first and last one beyond them.
 *
 * @param frames shape `[n]`, `n ≥ 1`, increasing, counted from 1
 * @param values shape `[n, columns]`
 * @returns a new array, shape `[length, columns]`
 * @example interpolateRows(Int32Array.of(1, 3), [0, 1], { columns: 1, length: 4 }) // 0, 0.5, 1, 1
 */
export function interpolateRows(frames: Int32Array, values: ArrayLike<number>, { columns, length }: RowShape): Float64Array {
  const dense = new Float64Array(length * columns);
  const last = frames.length - 1;
  let next = 0; // The first row that is not before the frame
  for (let frame = 1; frame <= length; frame++) {
    while (next <= last && frames[next]! < frame) next++;
    const right = Math.min(next, last);
    const left = frames[right] === frame || next > last ? right : Math.max(0, right - 1);
    const share = left === right ? 0 : (frame - frames[left]!) / (frames[right]! - frames[left]!);
    const at = (frame - 1) * columns;
    for (let column = 0; column < columns; column++) {
      const from = values[left * columns + column]!;
      dense[at + column] = share === 0 ? from : from + share * (values[right * columns + column]! - from);
    }
  }
  return dense;
}
