import type { BackendValues, DataType } from '@tensorflow/tfjs';

/** ONNX element types that tfjs tensors are written as. */
export type RecordedType = 'float32' | 'int32' | 'bool';

/** Values of a constant; bool as 0 and 1. */
export type ConstantArray = Float32Array | Int32Array | Uint8Array;

/**
 * Returns the ONNX element type for a tfjs type.
 *
 * @throws Error for strings and complex numbers
 */
export function elementTypeOf(dtype: DataType): RecordedType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new Error(`tensors of type ${dtype} cannot be compiled`);
}

/** Returns tfjs's values as the typed array of their type. Not copied where they are one already. */
export function constantFromBackend(values: BackendValues | readonly number[], dtype: DataType): ConstantArray {
  const ofType = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[elementTypeOf(dtype)];
  if (values instanceof ofType) return values;
  return ofType.from(values as ArrayLike<number>);
}
