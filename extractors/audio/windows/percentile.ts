/** Returns the `percent`-th percentile with linear interpolation, as `numpy.percentile`; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)] ?? 0;
  return below + (position % 1) * ((sorted[Math.ceil(position)] ?? below) - below);
}
