import type { StoredTensor } from '../../../../runtime/safetensors/stored-tensor.ts';

/** What `safetensors.py` was seen to load: one tensor of each type, one without values, one without axes. */
export const SAMPLE: Readonly<Record<string, StoredTensor>> = {
  weight: { dtype: 'F32', shape: [2, 2], data: Float32Array.of(1, -2.5, 0.1, 3e38) },
  step: { dtype: 'I64', shape: [1], data: BigInt64Array.of(-(2n ** 40n)) },
  mask: { dtype: 'BOOL', shape: [3], data: Uint8Array.of(1, 0, 1) },
  'decoder/0/bias': { dtype: 'F64', shape: [2], data: Float64Array.of(Math.PI, -1 / 3) },
  bytes: { dtype: 'U8', shape: [1, 3], data: Uint8Array.of(0, 7, 255) },
  index: { dtype: 'I32', shape: [2], data: Int32Array.of(-1, 2147483647) },
  empty: { dtype: 'F32', shape: [0, 4], data: new Float32Array(0) },
  'größe "µ"': { dtype: 'F32', shape: [], data: Float32Array.of(0.5) },
};
