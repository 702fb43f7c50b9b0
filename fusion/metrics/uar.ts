import { confusionMatrix, type ClassOptions, type ConfusionMatrix } from './confusion-matrix.ts';
import { classScores, type ClassScope } from './class-scores.ts';

/**
 * Unweighted average recall: the mean of the classes' recalls. Over `all` classes one without support counts 0; over those
 * `present`, with support, it is the balanced accuracy.
 *
 * @param predicted class codes, shape `[n]`, `n ≥ 1`
 * @param actual class codes, shape `[n]`
 * @returns a number in `[0, 1]`
 * @throws RangeError when the shapes differ, no row counts, or a counted value is no class code
 * @example uar([0, 1, 1], [0, 0, 1], { classes: 2 }) // 0.75
 */
export function uar(predicted: ArrayLike<number>, actual: ArrayLike<number>, options: ClassOptions & { readonly over?: ClassScope }): number {
  return uarOf(confusionMatrix(predicted, actual, options), options.over);
}

/** Returns `uar` of the rows in `matrix`. @throws RangeError when there is none */
export function uarOf(matrix: ConfusionMatrix, over: ClassScope = 'all'): number {
  const scores = classScores(matrix);
  const counted = over === 'all' ? scores : scores.filter(({ support }) => support > 0);
  return counted.reduce((sum, { recall }) => sum + recall, 0) / counted.length;
}
