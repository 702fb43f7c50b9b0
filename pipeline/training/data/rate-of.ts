/**
 * Returns the rate of rows at `times`, in Hz: one over the median distance, which gaps do not change. `null` for fewer than two.
 *
 * @param times shape `[T]`, seconds, increasing
 */
export function rateOf(times: Float64Array): number | null {
  if (times.length < 2) return null;
  return 1 / median(times.subarray(1).map((time, row) => time - times[row]!));
}

/** Returns the rate in the middle of the clips' rates, to nine digits, so that 10 Hz is 10 Hz; `null` where no clip has one. */
export function commonRate(rates: readonly (number | null)[]): number | null {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : Number(median(Float64Array.from(known)).toPrecision(9));
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
