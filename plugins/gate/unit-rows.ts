/** What the last layer of a head is given, a row for each example: its units. */
export interface UnitRows {
  /** Shape `[n, width]`, row by row. */
  readonly values: Float32Array;
  readonly width: number;
}

/** Returns how many rows there are. */
export function countRows({ values, width }: UnitRows): number {
  return values.length / width;
}

/** Returns row `index`, a view on the values. */
export function rowAt({ values, width }: UnitRows, index: number): Float32Array {
  return values.subarray(index * width, (index + 1) * width);
}

/** Returns the rows of all parts, one after the other, in a new buffer. Of no parts there are none. */
export function joinRows(parts: readonly UnitRows[], width: number): UnitRows {
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let filled = 0;
  for (const part of parts) {
    values.set(part.values, filled);
    filled += part.values.length;
  }
  return { values, width };
}

/** Returns the rows at `indices`, in their order, in a new buffer. */
export function takeRows(rows: UnitRows, indices: ArrayLike<number>): UnitRows {
  const values = new Float32Array(indices.length * rows.width);
  for (let at = 0; at < indices.length; at++) values.set(rowAt(rows, indices[at]!), at * rows.width);
  return { values, width: rows.width };
}
