/// <reference lib="esnext.float16" />
import { checkLayout } from './check-layout.ts';
import { readHeader, type TensorEntry } from './read-header.ts';
import { widenBfloat } from './widen-bfloat.ts';
import type { StoredTensor, TensorFile } from './stored-tensor.ts';

interface ElementType {
  readonly bytes: 1 | 2 | 4 | 8;
  /** A tensor over `buffer`, which holds its elements and nothing else. */
  readonly over: (buffer: ArrayBuffer, shape: readonly number[]) => StoredTensor;
}

const ELEMENT_TYPES: Readonly<Record<string, ElementType>> = {
  F64: { bytes: 8, over: (buffer, shape) => ({ dtype: 'F64', shape, data: new Float64Array(buffer) }) },
  F32: { bytes: 4, over: (buffer, shape) => ({ dtype: 'F32', shape, data: new Float32Array(buffer) }) },
  F16: { bytes: 2, over: (buffer, shape) => ({ dtype: 'F32', shape, data: new Float32Array(new Float16Array(buffer)) }) },
  BF16: { bytes: 2, over: (buffer, shape) => ({ dtype: 'F32', shape, data: widenBfloat(new Uint16Array(buffer)) }) },
  I64: { bytes: 8, over: (buffer, shape) => ({ dtype: 'I64', shape, data: new BigInt64Array(buffer) }) },
  I32: { bytes: 4, over: (buffer, shape) => ({ dtype: 'I32', shape, data: new Int32Array(buffer) }) },
  U8: { bytes: 1, over: (buffer, shape) => ({ dtype: 'U8', shape, data: new Uint8Array(buffer) }) },
  BOOL: { bytes: 1, over: (buffer, shape) => ({ dtype: 'BOOL', shape, data: new Uint8Array(buffer) }) },
};

const ELEMENT_BYTES = Object.fromEntries(Object.entries(ELEMENT_TYPES).map(([dtype, { bytes }]) => [dtype, bytes]));

/**
 * Returns the tensors and metadata in a safetensors file. Halves (F16, BF16) are widened to F32. The result is a copy; `bytes` may be reused.
 *
 * @param bytes the whole file
 * @throws SafetensorsError naming `path`: BAD_HEADER as `readHeader` says; TRUNCATED when data is missing; BAD_LAYOUT when tensors overlap, leave gaps, do
 * not fit their shape, or end before the file does; UNSUPPORTED for other element types
 */
export function decodeSafetensors(bytes: Uint8Array, path: string): TensorFile {
  const { entries, metadata, start } = readHeader(bytes, path);
  const data = bytes.subarray(start);
  checkLayout(entries, { path, length: data.length, bytes: ELEMENT_BYTES });
  const toTensor = ({ name, dtype, shape, begin, end }: TensorEntry): [string, StoredTensor] => [name, ELEMENT_TYPES[dtype]!.over(new Uint8Array(data.subarray(begin, end)).buffer, shape)];
  return { tensors: new Map(entries.map(toTensor)), metadata };
}
