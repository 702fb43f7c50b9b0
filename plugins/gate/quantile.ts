/**
 * Returns the quantile of values in rising order, with linear interpolation as `numpy.quantile` and `torch.quantile`.
 *
 * @param sorted shape `[n]`, `n ≥ 1`
 * @param share in [0, 1]
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)]!;
  return below + (position % 1) * (sorted[Math.ceil(position)]! - below);
}
