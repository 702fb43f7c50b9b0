/// <reference lib="esnext.float16" />
import { readHeader, type TensorEntry } from './read-header.ts';
import { SafetensorsError } from './safetensors-error.ts';
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
  refuseBadLayout(entries, data.length, path);
  const toTensor = ({ name, dtype, shape, begin, end }: TensorEntry): [string, StoredTensor] => [name, ELEMENT_TYPES[dtype]!.over(new Uint8Array(data.subarray(begin, end)).buffer, shape)];
  return { tensors: new Map(entries.map(toTensor)), metadata };
}

function refuseBadLayout(entries: readonly TensorEntry[], length: number, path: string): void {
  let reached = 0;
  for (const { name, dtype, shape, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    const type = ELEMENT_TYPES[dtype];
    if (type === undefined) throw new SafetensorsError('UNSUPPORTED', { path, detail: `has the tensor "${name}" of type ${dtype}, and ${Object.keys(ELEMENT_TYPES).join(', ')} are known` });
    const bytes = type.bytes * shape.reduce((product, size) => product * size, 1);
    if (end > length) throw new SafetensorsError('TRUNCATED', { path, detail: `holds ${length} bytes of data, and the tensor "${name}" ends at ${end}` });
    if (end - begin !== bytes) throw new SafetensorsError('BAD_LAYOUT', { path, detail: `gives the tensor "${name}" ${end - begin} bytes, and its shape [${shape.join(', ')}] of ${dtype} needs ${bytes}` });
    if (begin !== reached) throw new SafetensorsError('BAD_LAYOUT', { path, detail: `has the tensor "${name}" begin at ${begin}, ${begin < reached ? 'within' : 'away from'} the one before, which ends at ${reached}` });
    reached = end;
  }
  if (reached !== length) throw new SafetensorsError('BAD_LAYOUT', { path, detail: `holds ${length - reached} bytes after its last tensor` });
}

/** A bfloat16 is the upper half of a float32. */
function widenBfloat(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
