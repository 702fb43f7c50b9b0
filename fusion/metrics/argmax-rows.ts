/**
 * Returns the column of the largest value of every row, shape `[n]`; of equal ones the first, as numpy does. New buffer.
 *
 * @param values scores or probabilities, shape `[n, columns]`
 * @throws RangeError when the values are no whole rows
 */
export function argmaxRows(values: ArrayLike<number>, columns: number): Int32Array {
  const rows = values.length / columns;
  if (!Number.isInteger(rows)) throw new RangeError(`values: ${values.length} values are no whole rows of ${columns} columns. Check \`columns\`.`);
  const best = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      if (values[row * columns + column]! > values[row * columns + best[row]!]!) best[row] = column;
    }
  }
  return best;
}
