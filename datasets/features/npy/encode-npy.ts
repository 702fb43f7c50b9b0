import type { NpyArray, NpyData } from './npy-array.ts';

/** The values begin at a multiple of this, so that the file can be mapped into memory. */
const ALIGNMENT = 64;
/** numpy leaves room for as many digits of the first axis, so that rows can be appended in place. */
const DIGITS = 21;

/**
 * Returns a `.npy` file (version 1.0, little endian, C order), with the same bytes that `numpy.save` writes for the same array.
 *
 * @throws RangeError when `shape` does not fit the number of values
 */
export function encodeNpy({ shape, data }: NpyArray): Uint8Array {
  const values = shape.reduce((product, size) => product * size, 1);
  if (values !== data.length) throw new RangeError(`A shape of (${shape.join(', ')}) needs ${values} values, not ${data.length}`);
  const header = headerOf(shape, data);
  const file = new Uint8Array(header.length + data.byteLength);
  file.set(header);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length);
  return file;
}

function headerOf(shape: readonly number[], data: NpyData): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const dictionary = `{'descr': '${elementType(data)}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const needed = 10 + dictionary.length + DIGITS - String(shape[0]).length + 1;
  const length = (Math.floor(needed / ALIGNMENT) + 1) * ALIGNMENT - 10;
  const header = new TextEncoder().encode(`\0NUMPY\u0001\0\0\0${dictionary.padEnd(length - 1)}\n`);
  header[0] = 0x93;
  new DataView(header.buffer).setUint16(8, length, true);
  return header;
}

function elementType(data: NpyData): string {
  if (data instanceof Float32Array) return '<f4';
  if (data instanceof Float64Array) return '<f8';
  if (data instanceof Int32Array) return '<i4';
  return data instanceof BigInt64Array ? '<i8' : '|u1';
}
