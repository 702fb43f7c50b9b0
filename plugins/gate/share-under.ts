/**
 * Returns the share of those at home that score lower than a value, linear between their quantiles; 0 for what is no number.
 *
 * @param reference quantiles from 0 to 1 at equal steps, rising
 */
export function shareUnder(reference: readonly number[], value: number): number {
  const last = reference.length - 1;
  if (Number.isNaN(value) || value < reference[0]!) return 0;
  if (value >= reference[last]!) return 1;
  const above = reference.findIndex((each) => each > value);
  const [from, to] = [reference[above - 1]!, reference[above]!];
  return (above - 1 + (value - from) / (to - from)) / last;
}
