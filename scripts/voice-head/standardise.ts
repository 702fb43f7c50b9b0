/** Mean and deviation of each feature. */
export interface Standardiser {
  /** Shape `[D]`. */
  readonly mean: Float64Array;
  /** Shape `[D]`, never 0. */
  readonly deviation: Float64Array;
}

/** Standardised features beyond this many deviations are cut off, so that strange sound cannot drive the result. */
export const LIMIT = 4;

/** Returns the moments of `rows`, the deviation over n. */
export function standardiserOf(rows: readonly ArrayLike<number>[]): Standardiser {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let d = 0; d < mean.length; d++) mean[d]! += row[d]! / rows.length;
  const variance = new Float64Array(mean.length);
  for (const row of rows) for (let d = 0; d < mean.length; d++) variance[d]! += (row[d]! - mean[d]!) ** 2 / rows.length;
  return { mean, deviation: variance.map((value) => Math.sqrt(value) || 1) };
}

/** Returns `row` in deviations from the mean, within ±`LIMIT`. */
export function standardise(row: ArrayLike<number>, { mean, deviation }: Standardiser): Float32Array {
  return Float32Array.from(mean, (centre, d) => Math.max(-LIMIT, Math.min(LIMIT, (row[d]! - centre) / deviation[d]!)));
}
