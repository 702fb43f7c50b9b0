/// <reference lib="esnext.float16" />
import { DatasetError } from '../../dataset-error.ts';
import type { NpyArray, NpyData } from './npy-array.ts';
import { readNpyHeader, type NpyHeader } from './npy-header.ts';

interface ElementType {
  readonly bytes: 1 | 2 | 4 | 8;
  /** A new array over `buffer`, which holds little-endian elements and nothing else. */
  readonly over: (buffer: ArrayBuffer) => NpyData;
}

const ELEMENT_TYPES: Readonly<Record<string, ElementType>> = {
  f2: { bytes: 2, over: (buffer) => new Float32Array(new Float16Array(buffer)) },
  f4: { bytes: 4, over: (buffer) => new Float32Array(buffer) },
  f8: { bytes: 8, over: (buffer) => new Float64Array(buffer) },
  i4: { bytes: 4, over: (buffer) => new Int32Array(buffer) },
  i8: { bytes: 8, over: (buffer) => new BigInt64Array(buffer) },
  u1: { bytes: 1, over: (buffer) => new Uint8Array(buffer) },
  b1: { bytes: 1, over: (buffer) => new Uint8Array(buffer) },
};
const MOST_AXES = 3;

/**
 * Returns the array in a `.npy` file of one to three axes. The result is a copy; `bytes` may be reused.
 *
 * @param bytes the whole file
 * @throws DatasetError naming `path`: NOT_NPY for another format or element type, TRUNCATED when values are missing, WRONG_SHAPE for other numbers of axes
 */
export function decodeNpy(bytes: Uint8Array, path: string): NpyArray {
  const header = readNpyHeader(bytes, path);
  const type = ELEMENT_TYPES[header.type];
  if (type === undefined) throw new DatasetError('NOT_NPY', { path, detail: `has elements of type "${header.type}", and ${Object.keys(ELEMENT_TYPES).join(', ')} are known` });
  const axes = header.shape.length;
  if (axes < 1 || axes > MOST_AXES) throw new DatasetError('WRONG_SHAPE', { path, detail: `has ${axes} axes (${header.shape.join(', ')})` });
  const data = type.over(littleEndian(bytes, header, { path, width: type.bytes }));
  return { shape: header.shape, data: header.fortranOrder && axes > 1 ? toRowMajor(data, header.shape) : data };
}

function littleEndian(bytes: Uint8Array, { shape, start, bigEndian }: NpyHeader, { path, width }: { path: string; width: number }): ArrayBuffer {
  const wanted = width * shape.reduce((product, size) => product * size, 1);
  const there = bytes.length - start;
  if (there < wanted) throw new DatasetError('TRUNCATED', { path, detail: `holds ${there} bytes of values, and its shape (${shape.join(', ')}) needs ${wanted}` });
  if (there > wanted) throw new DatasetError('NOT_NPY', { path, detail: `holds ${there - wanted} bytes more than its shape (${shape.join(', ')}) says` });
  const copy = new Uint8Array(wanted);
  copy.set(bytes.subarray(start));
  if (bigEndian) for (let offset = 0; offset < wanted; offset += width) copy.subarray(offset, offset + width).reverse();
  return copy.buffer;
}

/** Column-major order of `shape` is row-major order of the reversed shape: walk through one and write into the other. */
function toRowMajor<Data extends NpyData>(data: Data, shape: readonly number[]): Data {
  const [rows, columns, depth] = [shape[0]!, shape[1]!, shape[2] ?? 1];
  const result = data.slice() as Data;
  let from = 0;
  for (let k = 0; k < depth; k++) {
    for (let j = 0; j < columns; j++) {
      for (let i = 0; i < rows; i++) result[(i * columns + j) * depth + k] = data[from++]!;
    }
  }
  return result;
}
