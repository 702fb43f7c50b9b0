/**
 * Returns the lower triangle L of `matrix = L Lᵀ` (Cholesky), its rows one after the other: shape `[width (width + 1) / 2]`.
 *
 * @param matrix positive definite, shape `[width, width]`; only its lower half is read
 */
export function toLower(matrix: Float64Array, width: number): Float64Array {
  const lower = new Float64Array((width * (width + 1)) / 2);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * width + column]!;
      for (let k = 0; k < column; k++) sum -= lower[place(row, k)]! * lower[place(column, k)]!;
      lower[place(row, column)] = row === column ? Math.sqrt(sum) : sum / lower[place(column, column)]!;
    }
  }
  return lower;
}

/** Returns the inverse of a lower triangle, in the same form. */
export function invertLower(lower: Float64Array, width: number): Float64Array {
  const inverse = new Float64Array(lower.length);
  for (let column = 0; column < width; column++) {
    inverse[place(column, column)] = 1 / lower[place(column, column)]!;
    for (let row = column + 1; row < width; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= lower[place(row, k)]! * inverse[place(k, column)]!;
      inverse[place(row, column)] = sum / lower[place(row, row)]!;
    }
  }
  return inverse;
}

function place(row: number, column: number): number {
  return (row * (row + 1)) / 2 + column;
}
