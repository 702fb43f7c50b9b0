import { countedRows, type Series, type ValueRule } from './counted-rows.ts';

/** How often class `a` was taken for class `p`, as a sum of weights. Plain data: it can be stored or sent to another thread. */
export interface ConfusionMatrix {
  readonly classes: number;
  /** Shape `[classes, classes]`: row = actual, column = predicted. */
  readonly counts: Float64Array;
}

/** How many classes there are, and which rows count. */
export interface ClassOptions {
  /** Number of classes; codes are 0 to `classes − 1`. */
  readonly classes: number;
  /** Shape `[n]`, ≥ 0; 1 each when absent. What has weight 0 is not looked at. */
  readonly weights?: ArrayLike<number> | undefined;
}

/**
 * Returns a new confusion matrix.
 *
 * @param predicted class codes, shape `[n]`
 * @param actual class codes, shape `[n]`
 * @throws RangeError when the shapes differ, or a counted value is no class code (NaN and −1 neither); names the index
 * @example confusionMatrix([0, 1, 1], [0, 0, 1], { classes: 2 }).counts // [1, 1, 0, 1]
 */
export function confusionMatrix(predicted: ArrayLike<number>, actual: ArrayLike<number>, { classes, weights }: ClassOptions): ConfusionMatrix {
  return columnConfusion({ predicted, actual, weights }, { classes, column: 0 });
}

/** Returns the confusion matrix of one column, of 0 to `columns − 1`. @throws RangeError as `confusionMatrix` does */
export function columnConfusion(series: Series, { classes, column }: { classes: number; column: number }): ConfusionMatrix {
  const { predicted, actual, weights } = countedRows(series, column, classCodes(classes));
  const counts = new Float64Array(classes * classes);
  for (let row = 0; row < weights.length; row++) {
    const cell = actual[row]! * classes + predicted[row]!;
    counts[cell] = counts[cell]! + weights[row]!;
  }
  return { classes, counts };
}

/**
 * Returns the sum of at least one matrix. New buffer.
 *
 * @throws RangeError when the numbers of classes differ
 */
export function mergeConfusions(parts: readonly ConfusionMatrix[]): ConfusionMatrix {
  const { classes } = parts[0]!;
  const counts = new Float64Array(classes * classes);
  for (const part of parts) {
    if (part.classes !== classes) throw new RangeError(`confusion matrices: ${part.classes} classes beside ${classes}. Merge one task at a time.`);
    for (let cell = 0; cell < counts.length; cell++) counts[cell] = counts[cell]! + part.counts[cell]!;
  }
  return { classes, counts };
}

/** Returns the rule that a value is a code of one of `classes` classes. */
export function classCodes(classes: number): ValueRule {
  return {
    accepts: (value) => Number.isInteger(value) && value >= 0 && value < classes,
    wanted: `a class code from 0 to ${classes - 1}`,
  };
}
