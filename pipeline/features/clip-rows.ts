/** What one model makes of one clip. */
export interface ClipRows {
  /** Shape `[T]`, seconds on the clip's clock, increasing. */
  readonly times: Float64Array;
  /** Shape `[T, dimensions]`. */
  readonly values: Float32Array;
  readonly dimensions: number;
}

/** Returns rows that were collected one by one; nothing of none. */
export function toClipRows(rows: readonly { readonly time: number; readonly values: ArrayLike<number> }[], dimensions: number): ClipRows | undefined {
  if (rows.length === 0) return undefined;
  const values = new Float32Array(rows.length * dimensions);
  rows.forEach((row, index) => values.set(row.values, index * dimensions));
  return { times: Float64Array.from(rows, ({ time }) => time), values, dimensions };
}
