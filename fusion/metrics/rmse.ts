import { jointMoments, type JointMoments } from './joint-moments.ts';
import { mseOf } from './mse.ts';

/**
 * Root mean squared error: `√(Σw(x − y)² / Σw)`.
 *
 * @param predicted shape `[n]`, `n ≥ 1`
 * @param actual shape `[n]`
 * @param weights shape `[n]`, ≥ 0; 1 each when absent
 * @returns a number ≥ 0, in the unit of the input
 * @throws RangeError when the shapes differ, no row counts, or a counted value is not finite
 * @example rmse([0, 1, 2], [1, 2, 4]) // 1.41421
 */
export function rmse(predicted: ArrayLike<number>, actual: ArrayLike<number>, weights?: ArrayLike<number>): number {
  return rmseOf(jointMoments({ predicted, actual, weights }));
}

/** Returns `rmse` of the rows that `moments` sums up. @throws RangeError when there is none */
export function rmseOf(moments: JointMoments): number {
  return Math.sqrt(mseOf(moments));
}
