/** A matrix in eight bits: `value = scale · byte`. */
export interface QuantisedMatrix {
  /** Shape of the matrix, row by row. */
  readonly bytes: Int8Array;
  /** One for each row or column; 0 for one of zeros. */
  readonly scales: Float32Array;
}

/** What a matrix is stored for, and how. */
export interface QuantisedUse {
  /** What has a scale of its own. */
  readonly along: 'rows' | 'columns';
  /** The byte of the largest value of a row or column, at most 127. */
  readonly largest: number;
}

/** Returns a matrix `[rows, columns]` with one scale for each of its rows or columns, that makes the largest of them `largest`. Values are rounded to nearest. */
export function quantiseMatrix(values: Float32Array, columns: number, { along, largest }: QuantisedUse): QuantisedMatrix {
  const rows = values.length / columns;
  const scales = new Float32Array(along === 'rows' ? rows : columns);
  const bytes = new Int8Array(values.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const line = along === 'rows' ? row : column;
      scales[line] = Math.max(scales[line]!, Math.abs(values[at]!) / largest);
    }
  }
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) bytes[at] = toByte(values[at]!, scales[along === 'rows' ? row : column]!, largest);
  }
  return { bytes, scales };
}

function toByte(value: number, scale: number, largest: number): number {
  return scale === 0 ? 0 : Math.max(-largest, Math.min(largest, Math.round(value / scale)));
}
