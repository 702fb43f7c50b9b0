/** Sentences as rows of a sparse matrix: row `i` has `values[k]` in column `columns[k]`, for `k` from `offsets[i]` up to `offsets[i + 1]`. */
export interface SparseRows {
  readonly offsets: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Returns rows of unit length whose values are the weights of their places. */
export function toSparseRows(places: readonly Uint32Array[], weights: Float32Array): SparseRows {
  const offsets = Uint32Array.from([0, ...places.map(({ length }) => length)]);
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
  const columns = new Uint32Array(offsets.at(-1) ?? 0);
  const values = new Float32Array(columns.length);
  places.forEach((row, i) => {
    columns.set(row, offsets[i]);
    const scale = 1 / Math.sqrt(row.reduce((sum, place) => sum + weights[place]! ** 2, 0) || 1);
    row.forEach((place, k) => (values[offsets[i]! + k] = scale * weights[place]!));
  });
  return { offsets, columns, values };
}

/** Returns `bias` plus the product of row `i` and `weights`. */
export function rowProduct({ offsets, columns, values }: SparseRows, i: number, { weights, bias }: LinearFit): number {
  let sum = bias;
  for (let k = offsets[i]!; k < offsets[i + 1]!; k++) sum += weights[columns[k]!]! * values[k]!;
  return sum;
}

/** Adds `step` times row `i` to `weights`. */
export function addRow({ offsets, columns, values }: SparseRows, i: number, { weights, step }: { readonly weights: Float64Array; readonly step: number }): void {
  for (let k = offsets[i]!; k < offsets[i + 1]!; k++) weights[columns[k]!]! += step * values[k]!;
}

/** Returns the squared length of row `i`. */
export function rowSquare({ offsets, values }: SparseRows, i: number): number {
  let sum = 0;
  for (let k = offsets[i]!; k < offsets[i + 1]!; k++) sum += values[k]! ** 2;
  return sum;
}

/** A linear function of a row. */
export interface LinearFit {
  readonly weights: Float64Array;
  readonly bias: number;
}
