/**
 * Returns the quantile of values in rising order, with linear interpolation as `numpy.quantile` and `torch.quantile`.
 *
 * @param sorted shape `[n]`
 * @param share in [0, 1]
 * @returns `NaN` where there are no values
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
  return below + (above - below) * (place - Math.floor(place));
}
