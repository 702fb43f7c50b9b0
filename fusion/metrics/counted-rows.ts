/** Predictions beside what is true: rows are clips or frames, stored one after the other. */
export interface Series {
  /** Shape `[n, columns]`. */
  readonly predicted: ArrayLike<number>;
  /** Shape `[n, columns]`. */
  readonly actual: ArrayLike<number>;
  /** Values per row; 1 when absent. */
  readonly columns?: number | undefined;
  /**
   * How much a row counts, ≥ 0, shape `[n]` or `[n, columns]`; 1 each when absent. A mask of zeros and ones does as it is.
   * What has weight 0 is not looked at: it may hold NaN or a code that means "invalid".
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** What a value must be, and how to say so. */
export interface ValueRule {
  readonly accepts: (value: number) => boolean;
  readonly wanted: string;
}

/** The rows of positive weight, each array of shape `[counted]`. New buffers. */
export interface CountedRows {
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  readonly weights: Float64Array;
}

const FINITE: ValueRule = { accepts: Number.isFinite, wanted: 'a finite number' };

/**
 * Returns one column of the rows that count.
 *
 * @param column from 0 to `columns − 1`
 * @throws RangeError when the shapes differ, a weight is negative or not finite, or a counted value breaks `rule`; names the index
 */
export function countedRows(series: Series, column = 0, { accepts, wanted }: ValueRule = FINITE): CountedRows {
  const { predicted, actual, columns = 1, weights } = series;
  const rows = checkedRowCount(series);
  const weightStride = weights?.length === rows ? 1 : columns;
  const weightOffset = weightStride === 1 ? 0 : column;
  const kept = { predicted: new Float64Array(rows), actual: new Float64Array(rows), weights: new Float64Array(rows) };
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row * weightStride + weightOffset]!;
    if (weight === 0) continue;
    checkWeight(weight, row * weightStride + weightOffset);
    const index = row * columns + column;
    if (!accepts(predicted[index]!)) throw wrongValue(`predicted[${index}]`, predicted[index]!, wanted);
    if (!accepts(actual[index]!)) throw wrongValue(`actual[${index}]`, actual[index]!, wanted);
    kept.predicted[count] = predicted[index]!;
    kept.actual[count] = actual[index]!;
    kept.weights[count++] = weight;
  }
  const { predicted: x, actual: y, weights: w } = kept;
  return { predicted: x.subarray(0, count), actual: y.subarray(0, count), weights: w.subarray(0, count) };
}

/** @throws RangeError unless `weight` is finite and ≥ 0 */
export function checkWeight(weight: number, index: number): void {
  if (weight >= 0 && weight < Infinity) return;
  throw new RangeError(`weights[${index}]: ${weight} is not a finite number ≥ 0. Give 0 to leave the row out.`);
}

/** Returns the error that names a value and says what it should be. */
export function wrongValue(place: string, value: number, wanted: string): RangeError {
  return new RangeError(`${place}: ${value} is not ${wanted}. Drop the row, or give it weight 0.`);
}

function checkedRowCount({ predicted, actual, columns = 1, weights }: Series): number {
  const { length } = actual;
  const rows = length / columns;
  if (!Number.isInteger(rows)) throw new RangeError(`actual: ${length} values are no whole rows of ${columns} columns. Check \`columns\`.`);
  if (predicted.length !== length) {
    throw new RangeError(`predicted: ${predicted.length} values, but \`actual\` has ${length}. Give one prediction for each.`);
  }
  if (weights !== undefined && weights.length !== rows && weights.length !== length) {
    throw new RangeError(`weights: ${weights.length} values for ${rows} rows of ${columns} columns. Give one per row or one per value.`);
  }
  return rows;
}
