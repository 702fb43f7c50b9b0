/** Error among those that are kept, by how many are. */
export interface RiskCoverage {
  /** Shape `[n]`: share that is kept, 1/n … 1. */
  readonly coverage: Float64Array;
  /** Shape `[n]`: share of errors among them. */
  readonly risk: Float64Array;
  /** Area under the curve: the mean risk over all coverages. */
  readonly area: number;
}

/**
 * Returns the risk–coverage curve of a classifier that may say "I do not know" (Geifman and El-Yaniv, 2017): the best scores are kept first; of equal scores each counts as their mean, so that order does not matter.
 *
 * @param scores the higher, the surer, shape `[n]`, `n ≥ 1`
 * @param errors 1 where the classifier is wrong, else 0, shape `[n]`
 * @throws RangeError when the shapes differ or there is nothing
 * @example riskCoverage([0.9, 0.8, 0.1], [0, 0, 1]).area // 0.11111
 */
export function riskCoverage(scores: ArrayLike<number>, errors: ArrayLike<number>): RiskCoverage {
  const count = scores.length;
  if (count === 0 || errors.length !== count) throw new RangeError(`riskCoverage: ${count} scores for ${errors.length} errors. Give one of each for every item.`);
  const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => scores[b]! - scores[a]!);
  const [coverage, risk] = [new Float64Array(count), new Float64Array(count)];
  let wrong = 0;
  for (let first = 0; first < count; ) {
    let last = first;
    while (last < count && scores[order[last]!] === scores[order[first]!]) last += 1;
    const share = order.slice(first, last).reduce((sum, index) => sum + errors[index]!, 0) / (last - first);
    for (; first < last; first++) {
      wrong += share;
      coverage[first] = (first + 1) / count;
      risk[first] = wrong / (first + 1);
    }
  }
  return { coverage, risk, area: risk.reduce((sum, value) => sum + value, 0) / count };
}
