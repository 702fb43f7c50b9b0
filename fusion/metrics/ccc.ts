import { jointMoments, type JointMoments } from './joint-moments.ts';

/**
 * Concordance correlation coefficient (Lin, 1989): `2·cov / (var x + var y + (x̄ − ȳ)²)`, with variances and covariance over `n`;
 * some libraries use `n − 1`. ABAW scores all valid frames of all videos at once, not the mean over videos.
 *
 * @param predicted shape `[n]`, `n ≥ 2`
 * @param actual shape `[n]`
 * @param weights shape `[n]`, ≥ 0; 1 each when absent
 * @returns a number in `[-1, 1]`; 0 when one series is constant; `NaN` when both are constant and equal
 * @throws RangeError when the shapes differ, fewer than 2 rows count, or a counted value is not finite
 * @example ccc([0, 1, 2], [1, 2, 4]) // 0.5
 */
export function ccc(predicted: ArrayLike<number>, actual: ArrayLike<number>, weights?: ArrayLike<number>): number {
  return cccOf(jointMoments({ predicted, actual, weights }));
}

/** Returns `ccc` of the rows that `moments` sums up. @throws RangeError when there are fewer than 2 */
export function cccOf(moments: JointMoments): number {
  const { count, weight, m2Predicted, m2Actual, comoment } = moments;
  if (count < 2) throw new RangeError(`ccc: ${count} rows count, at least 2 are needed. Give more rows, or fewer of weight 0.`);
  const distance = moments.originPredicted - moments.originActual + (moments.shiftPredicted - moments.shiftActual);
  // Rounding may lead a hair beyond 1.
  return Math.max(-1, Math.min(1, (2 * comoment) / (m2Predicted + m2Actual + weight * distance ** 2)));
}
