/** The values of an array, row by row. Half floats are widened to `Float32Array`, booleans are 0 and 1 in a `Uint8Array`. */
export type NpyData = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;

/** A dense array as a `.npy` file holds it, always in row-major (C) order. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** As many values as the product of `shape`. */
  readonly data: NpyData;
}
