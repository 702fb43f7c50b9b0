/** A peak counts from this share of (highest value + mean absolute value) on; see docs/is09.md. */
const SHARE = 0.6;

/**
 * Returns the period of a frame in samples: the first peak of its compressed autocorrelation beyond the shortest period that is higher than 0.6 (highest value from the shortest period
 * on + mean of the absolute values). 0 where there is none, as where the shortest period itself is the highest by far.
 *
 * @param compressed shape `[lags]`
 * @param shortest samples of the shortest period
 */
export function pitchLag(compressed: Float64Array, shortest: number): number {
  let [highest, sum] = [-Infinity, 0];
  for (let lag = 0; lag < compressed.length; lag++) {
    if (lag >= shortest) highest = Math.max(highest, compressed[lag]!);
    sum += Math.abs(compressed[lag]!);
  }
  const least = SHARE * (highest + sum / compressed.length);
  for (let lag = shortest + 1; lag < compressed.length - 1; lag++) {
    const here = compressed[lag]!;
    if (here > least && here > compressed[lag - 1]! && here >= compressed[lag + 1]!) return lag;
  }
  return 0;
}
