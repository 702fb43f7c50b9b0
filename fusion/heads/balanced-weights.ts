/**
 * Returns n / (K · n_c) for each class, so that every class weighs the same in the sum, as scikit-learn's `'balanced'`. A class without
 * items gets 0.
 *
 * @param counts items of each class in the training part, shape `[K]`
 * @throws RangeError when the counts are missing or are not one a label
 */
export function balancedWeights(counts: readonly number[] | undefined, labels: readonly string[]): number[] {
  if (counts?.length !== labels.length) {
    throw new RangeError(`balanced weights: ${counts?.length ?? 0} class counts for ${labels.length} labels. Give the items of each class in the training part.`);
  }
  const items = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count === 0 ? 0 : items / (labels.length * count)));
}
