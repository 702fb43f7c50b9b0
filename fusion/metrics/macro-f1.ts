import { confusionMatrix, type ClassOptions, type ConfusionMatrix } from './confusion-matrix.ts';
import { classScores, type ClassScope } from './class-scores.ts';

/**
 * Macro F1: the unweighted mean of the classes' F1, ABAW's measure of expressions. Over `all` classes one that neither occurs
 * nor is predicted counts 0; over those `present` it is left out.
 *
 * @param predicted class codes, shape `[n]`, `n ≥ 1`
 * @param actual class codes, shape `[n]`
 * @returns a number in `[0, 1]`
 * @throws RangeError when the shapes differ, no row counts, or a counted value is no class code
 * @example macroF1([0, 1, 1], [0, 0, 1], { classes: 2 }) // 0.66667
 */
export function macroF1(predicted: ArrayLike<number>, actual: ArrayLike<number>, options: ClassOptions & { readonly over?: ClassScope }): number {
  return macroF1Of(confusionMatrix(predicted, actual, options), options.over);
}

/** Returns `macroF1` of the rows in `matrix`. @throws RangeError when there is none */
export function macroF1Of(matrix: ConfusionMatrix, over: ClassScope = 'all'): number {
  const scores = classScores(matrix);
  const counted = over === 'all' ? scores : scores.filter(({ support, predicted }) => support + predicted > 0);
  return counted.reduce((sum, { f1 }) => sum + f1, 0) / counted.length;
}
