import { accuracyOf } from './accuracy.ts';
import { classScores, type ClassScores } from './class-scores.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';
import { macroF1Of } from './macro-f1.ts';
import { uarOf } from './uar.ts';
import { weightedF1Of } from './weighted-f1.ts';

/** How well each class, and all together, are recognised. */
export interface ClassReport {
  /** In the order of the codes; `name` is the code when no names were given. */
  readonly classes: readonly (ClassScores & { readonly name: string })[];
  /** Weight of all rows. */
  readonly support: number;
  readonly accuracy: number;
  readonly uar: number;
  readonly macroF1: number;
  readonly weightedF1: number;
}

/**
 * Returns precision, recall, F1 and support of every class, and the means over all classes.
 *
 * @param names of the classes, in the order of the codes
 * @throws RangeError when no row counts, or the number of names is not that of the classes
 */
export function classReport(matrix: ConfusionMatrix, names?: readonly string[]): ClassReport {
  if (names !== undefined && names.length !== matrix.classes) {
    throw new RangeError(`names: ${names.length} names for ${matrix.classes} classes. Give one per class, in the order of the codes.`);
  }
  const scores = classScores(matrix);
  return {
    classes: scores.map((each, code) => ({ name: names?.[code] ?? String(code), ...each })),
    support: scores.reduce((sum, { support }) => sum + support, 0),
    accuracy: accuracyOf(matrix),
    uar: uarOf(matrix),
    macroF1: macroF1Of(matrix),
    weightedF1: weightedF1Of(matrix),
  };
}
