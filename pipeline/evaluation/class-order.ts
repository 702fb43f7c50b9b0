import { assign } from '../../extractors/visual/track/assign.ts';
import { macroF1Of } from '../../fusion/metrics/macro-f1.ts';
import type { ConfusionMatrix } from '../../fusion/metrics/confusion-matrix.ts';

/** Another order of classes with which the answers would be far better. */
export interface ClassOrder {
  /** Macro F1 as the codes are, and as they would be. */
  readonly score: number;
  readonly reordered: number;
  /** For each code of the answers, the code that it seems to stand for. */
  readonly meaning: readonly number[];
}

const GAIN = 0.2;
const FEWEST_ROWS = 200;

/**
 * Returns the order of classes that suits the answers best, when it raises macro F1 by more than 0.2: then codes were written in another order than they are read in. `undefined` otherwise,
 * and of fewer than 200 rows. F1 of a class depends on one pair of classes only, so the best order is an assignment.
 */
export function findClassOrder(matrix: ConfusionMatrix): ClassOrder | undefined {
  const { classes, counts } = matrix;
  if (counts.reduce((sum, count) => sum + count, 0) < FEWEST_ROWS) return undefined;
  const codes = Array.from({ length: classes }, (_, code) => code);
  const sum = (cells: readonly number[]) => cells.reduce((total, cell) => total + counts[cell]!, 0);
  const support = codes.map((actual) => sum(codes.map((predicted) => actual * classes + predicted)));
  const predicted = codes.map((code) => sum(codes.map((actual) => actual * classes + code)));
  const f1 = (code: number, actual: number) => (2 * counts[actual * classes + code]!) / Math.max(1, support[actual]! + predicted[code]!);
  const meaning = assign(codes.map((code) => codes.map((actual) => 1 - f1(code, actual) - (code === actual ? 1e-9 : 0)))); // Of equal ones the order as it is
  const reordered = codes.reduce((total, code) => total + f1(code, meaning[code]!), 0) / classes;
  const score = macroF1Of(matrix);
  return reordered > score + GAIN ? { score, reordered, meaning } : undefined;
}
