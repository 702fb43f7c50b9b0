import { jointMoments, type JointMoments } from './joint-moments.ts';

/**
 * Pearson's correlation coefficient: `cov / √(var x · var y)`.
 *
 * @param predicted shape `[n]`, `n ≥ 2`
 * @param actual shape `[n]`
 * @param weights shape `[n]`, ≥ 0; 1 each when absent
 * @returns a number in `[-1, 1]`; `NaN` when a series is constant
 * @throws RangeError when the shapes differ, fewer than 2 rows count, or a counted value is not finite
 * @example pearson([0, 1, 2], [1, 2, 4]) // 0.98198
 */
export function pearson(predicted: ArrayLike<number>, actual: ArrayLike<number>, weights?: ArrayLike<number>): number {
  return pearsonOf(jointMoments({ predicted, actual, weights }));
}

/** Returns `pearson` of the rows that `moments` sums up. @throws RangeError when there are fewer than 2 */
export function pearsonOf({ count, m2Predicted, m2Actual, comoment }: JointMoments): number {
  if (count < 2) throw new RangeError(`pearson: ${count} rows count, at least 2 are needed. Give more rows, or fewer of weight 0.`);
  // Rounding may lead a hair beyond 1.
  return Math.max(-1, Math.min(1, comoment / (Math.sqrt(m2Predicted) * Math.sqrt(m2Actual))));
}
