/**
 * What Python pickled: None, a bool, an int (a bigint beyond 2⁵³), a float, a str, bytes, a list or tuple, a dict, an array of numpy. A scalar of numpy is
 * the number or text in it. Lists may hold themselves, as they may in Python.
 */
export type PickleValue = null | boolean | number | bigint | string | Uint8Array | PickleList | ReadonlyMap<PickleValue, PickleValue> | NumpyArray;

/** A list or a tuple. */
export type PickleList = readonly PickleValue[];

/** An array of numpy, row by row. */
export type NumpyArray = NumberArray | TextArray | ObjectArray;

/** Numbers of any type; booleans are 0 and 1. */
export interface NumberArray {
  readonly kind: 'numbers';
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Text of a fixed width, without the zeros that fill it up. */
export interface TextArray {
  readonly kind: 'text';
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

/** Any objects. The shape `[]` is one object: `values[0]`. */
export interface ObjectArray {
  readonly kind: 'objects';
  readonly shape: readonly number[];
  readonly values: readonly PickleValue[];
}
