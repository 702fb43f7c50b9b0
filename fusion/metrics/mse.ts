import { jointMoments, type JointMoments } from './joint-moments.ts';

/**
 * Mean squared error: `Σw(x − y)² / Σw`.
 *
 * @param predicted shape `[n]`, `n ≥ 1`
 * @param actual shape `[n]`
 * @param weights shape `[n]`, ≥ 0; 1 each when absent
 * @returns a number ≥ 0, in the square of the unit of the input
 * @throws RangeError when the shapes differ, no row counts, or a counted value is not finite
 * @example mse([0, 1, 2], [1, 2, 4]) // 2
 */
export function mse(predicted: ArrayLike<number>, actual: ArrayLike<number>, weights?: ArrayLike<number>): number {
  return mseOf(jointMoments({ predicted, actual, weights }));
}

/** Returns `mse` of the rows that `moments` sums up. @throws RangeError when there is none */
export function mseOf({ count, weight, squaredError }: JointMoments): number {
  if (count === 0) throw new RangeError('mse: 0 rows count, at least 1 is needed. Give more rows, or fewer of weight 0.');
  return squaredError / weight;
}
