import { classScores } from './class-scores.ts';
import { columnConfusion, mergeConfusions, type ConfusionMatrix } from './confusion-matrix.ts';
import type { Series } from './counted-rows.ts';

/** Action units of frames: 0 or 1 each. An invalid unit gets weight 0; ABAW writes it as −1. */
export interface UnitSeries extends Series {
  readonly columns: number;
}

/**
 * ABAW's measure of action units: the mean over units (columns) of the F1 of "active". A unit that neither occurs nor is
 * predicted counts 0 (scikit-learn's `zero_division=0`).
 *
 * @returns a number in `[0, 1]`
 * @throws RangeError when the shapes differ, a unit has no row that counts, or a counted value is neither 0 nor 1
 * @example auF1({ predicted: [1, 0, 1, 1], actual: [1, 1, 1, 0], columns: 2 }) // 0.5
 */
export function auF1(units: UnitSeries): number {
  return auF1Of(unitConfusions(units));
}

/** Returns `auF1` of one confusion matrix per unit. @throws RangeError when one of them is without rows */
export function auF1Of(matrices: readonly ConfusionMatrix[]): number {
  return matrices.reduce((sum, matrix) => sum + classScores(matrix)[1]!.f1, 0) / matrices.length;
}

/** Returns a confusion matrix of the classes 0 and 1 for every unit. @throws RangeError as `auF1` does */
export function unitConfusions(units: UnitSeries): ConfusionMatrix[] {
  return Array.from({ length: units.columns }, (_, column) => columnConfusion(units, { classes: 2, column }));
}

/** Returns the sum, unit by unit, of at least one list. @throws RangeError when the numbers of units differ */
export function mergeUnits(parts: readonly (readonly ConfusionMatrix[])[]): ConfusionMatrix[] {
  const units = parts[0]!.length;
  const other = parts.find(({ length }) => length !== units);
  if (other !== undefined) throw new RangeError(`action units: ${other.length} units beside ${units}. Merge one task at a time.`);
  return parts[0]!.map((_, unit) => mergeConfusions(parts.map((part) => part[unit]!)));
}
