import { confusionMatrix, type ClassOptions, type ConfusionMatrix } from './confusion-matrix.ts';
import { classScores } from './class-scores.ts';

/**
 * Weighted F1, MER's measure of emotions: `Σ support_c · F1_c / Σ support_c`.
 *
 * @param predicted class codes, shape `[n]`, `n ≥ 1`
 * @param actual class codes, shape `[n]`
 * @returns a number in `[0, 1]`
 * @throws RangeError when the shapes differ, no row counts, or a counted value is no class code
 * @example weightedF1([0, 1, 1], [0, 0, 1], { classes: 2 }) // 0.66667
 */
export function weightedF1(predicted: ArrayLike<number>, actual: ArrayLike<number>, options: ClassOptions): number {
  return weightedF1Of(confusionMatrix(predicted, actual, options));
}

/** Returns `weightedF1` of the rows in `matrix`. @throws RangeError when there is none */
export function weightedF1Of(matrix: ConfusionMatrix): number {
  const scores = classScores(matrix);
  const total = scores.reduce((sum, { support }) => sum + support, 0);
  return scores.reduce((sum, { f1, support }) => sum + f1 * support, 0) / total;
}
