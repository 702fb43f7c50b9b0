import { confusionMatrix, type ClassOptions, type ConfusionMatrix } from './confusion-matrix.ts';
import { classScores } from './class-scores.ts';

/**
 * Accuracy: weight of the rows whose class is right, over the weight of all rows.
 *
 * @param predicted class codes, shape `[n]`, `n ≥ 1`
 * @param actual class codes, shape `[n]`
 * @returns a number in `[0, 1]`
 * @throws RangeError when the shapes differ, no row counts, or a counted value is no class code
 * @example accuracy([0, 1, 1], [0, 0, 1], { classes: 2 }) // 0.66667
 */
export function accuracy(predicted: ArrayLike<number>, actual: ArrayLike<number>, options: ClassOptions): number {
  return accuracyOf(confusionMatrix(predicted, actual, options));
}

/** Returns `accuracy` of the rows in `matrix`. @throws RangeError when there is none */
export function accuracyOf(matrix: ConfusionMatrix): number {
  const scores = classScores(matrix);
  const total = scores.reduce((sum, { support }) => sum + support, 0);
  return scores.reduce((sum, { recall, support }) => sum + recall * support, 0) / total;
}
