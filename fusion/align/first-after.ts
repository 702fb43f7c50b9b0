/** Returns the index in `rows` of the first row that is later than `instant`; `rows.length` when none is. `rows` is in the order of time. */
export function firstAfter(times: Float64Array, rows: Int32Array, instant: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[rows[middle]!]! <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
