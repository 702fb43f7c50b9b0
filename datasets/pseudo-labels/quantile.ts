/**
 * Quantile by linear interpolation between the two values beside the place `share · (n − 1)` of the sorted ones (type 7 of Hyndman and Fan, 1996;
 * what numpy does).
 *
 * @param values shape `[n]`, `n ≥ 1`, in any order
 * @param share in `[0, 1]`
 * @throws RangeError without values, or for another share
 * @example quantile([0.9, 0.5, 0.7], 0.25) // 0.6
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('values: there are none. Ask for the quantile of one or more.');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: ${share} is not within [0, 1].`);
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high, part] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!, place - below];
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part); // Exact at both ends
}
