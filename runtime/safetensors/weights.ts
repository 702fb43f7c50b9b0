/** A tensor that lies in a file until it is read. */
export interface WeightTensor {
  readonly name: string;
  /** As the file says: `F32`, `F16`, `BF16`, `F64`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /**
   * Resolves with `count` values in row-major order from `begin` on, in a new array; all of them by default. Halves are widened, doubles narrowed.
   *
   * @throws RangeError when there are not so many; SafetensorsError TRUNCATED when the file has become shorter since it was opened
   */
  read(begin?: number, count?: number): Promise<Float32Array>;
}

/** The weights in a folder, in one file or several. Closing it closes the files. */
export interface Weights extends AsyncDisposable {
  readonly folder: string;
  /** Of all tensors, in the order of the files. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * Returns a tensor of floats, which must have this shape when one is given.
   *
   * @throws SafetensorsError MISSING_TENSOR, BAD_SHAPE, or UNSUPPORTED when its values are not floats
   */
  tensor(name: string, shape?: readonly number[]): WeightTensor;
}
