import type { ConfusionMatrix } from './confusion-matrix.ts';

/** How well one class is recognised. Ratios without a denominator are 0 (scikit-learn's `zero_division=0`). */
export interface ClassScores {
  /** `TP / predicted`. */
  readonly precision: number;
  /** `TP / support`. */
  readonly recall: number;
  /** `2·TP / (support + predicted)`. */
  readonly f1: number;
  /** Weight of the rows that are of this class. */
  readonly support: number;
  /** Weight of the rows that were taken for this class. */
  readonly predicted: number;
}

/**
 * Which classes a mean over classes counts. `all`: every class, one that never occurs with 0, as the challenges do (scikit-learn
 * with all `labels` given); `present`: only those that occur (scikit-learn without `labels`).
 */
export type ClassScope = 'all' | 'present';

/**
 * Returns the scores of every class, in the order of the codes.
 *
 * @throws RangeError when no row counts
 */
export function classScores({ classes, counts }: ConfusionMatrix): ClassScores[] {
  const support = new Float64Array(classes);
  const predicted = new Float64Array(classes);
  counts.forEach((count, cell) => {
    support[Math.floor(cell / classes)]! += count;
    predicted[cell % classes]! += count;
  });
  if (support.every((weight) => weight === 0)) {
    throw new RangeError('confusion matrix: 0 rows count, at least 1 is needed. Give more rows, or fewer of weight 0.');
  }
  return Array.from({ length: classes }, (_, code) => {
    const hits = counts[code * classes + code]!;
    return {
      precision: ratio(hits, predicted[code]!),
      recall: ratio(hits, support[code]!),
      f1: ratio(2 * hits, support[code]! + predicted[code]!),
      support: support[code]!,
      predicted: predicted[code]!,
    };
  });
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
