/// <reference lib="esnext.float16" />
import { widenBfloat } from './widen-bfloat.ts';

/** Bytes of a value of each type that weights are read from. */
export const WIDTHS: Readonly<Record<string, 2 | 4 | 8>> = { F32: 4, F16: 2, BF16: 2, F64: 8 };

/** Returns values as floats: halves are widened, doubles narrowed. `buffer` holds them and nothing else, and may belong to the result. Throws a RangeError for another type. */
export function toFloats(dtype: string, buffer: ArrayBuffer): Float32Array {
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F16':
      return new Float32Array(new Float16Array(buffer));
    case 'BF16':
      return widenBfloat(new Uint16Array(buffer));
    case 'F64':
      return new Float32Array(new Float64Array(buffer));
    default:
      throw new RangeError(`${dtype}: no type of weights`);
  }
}
