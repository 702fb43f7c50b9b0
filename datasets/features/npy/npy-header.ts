import { DatasetError } from '../../dataset-error.ts';

/** What the first lines of a `.npy` file say of its values. */
export interface NpyHeader {
  /** numpy's letter and size: `"f4"`. */
  readonly type: string;
  readonly bigEndian: boolean;
  /** The first axis varies fastest. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the values begin, in bytes. */
  readonly start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
/** A header of a plain array takes about 120 bytes. */
const LONGEST_HEADER = 65_536;

/**
 * Returns the header of a `.npy` file (format versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 *
 * @param bytes the file from its beginning
 * @param objects whether Python objects are refused, as they are for features, or are of type `"O"`
 * @throws DatasetError naming `path`: NOT_NPY for another format, Python objects and headers that make no sense, TRUNCATED when the header is cut
 */
export function readNpyHeader(bytes: Uint8Array, path: string, objects: 'refuse' | 'allow' = 'refuse'): NpyHeader {
  const { text, start } = headerText(bytes, path);
  const descr = /(['"])descr\1\s*:\s*(?:(['"])([^'"]*)\2|(\[))/.exec(text);
  const order = /(['"])fortran_order\1\s*:\s*(True|False)\b/.exec(text)?.[2];
  const sizes = /(['"])shape\1\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[2];
  if (descr?.[4] !== undefined) throw notNpy(path, 'holds records with named fields, not numbers');
  if (descr?.[3] === undefined || order === undefined || sizes === undefined) throw notNpy(path, `has a header that cannot be understood: ${text.trim().slice(0, 80)}`);
  if (objects === 'refuse' && descr[3].includes('O')) throw notNpy(path, 'holds Python objects, which are not read since reading them can run any program');
  return { ...elementType(descr[3], path), fortranOrder: order === 'True', shape: toShape(sizes, path), start };
}

function headerText(bytes: Uint8Array, path: string): { text: string; start: number } {
  if (MAGIC.some((byte, index) => index < bytes.length && bytes[index] !== byte) || bytes.length === 0) throw notNpy(path, bytes.length === 0 ? 'is an empty file' : 'is no .npy file');
  const major = bytes[6] ?? 0;
  const prefix = major === 1 ? 10 : 12;
  if (bytes.length < prefix) throw cut(path, bytes.length);
  if (major < 1 || major > 3) throw notNpy(path, `has format version ${major}.${bytes[7]!}, and 1 to 3 are known`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) throw notNpy(path, `says that its header takes ${length} bytes`);
  if (bytes.length < prefix + length) throw cut(path, bytes.length);
  return { text: new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(prefix, prefix + length)), start: prefix + length };
}

function elementType(descr: string, path: string): Pick<NpyHeader, 'type' | 'bigEndian'> {
  const [, order, type] = /^([<>|=]?)([a-zA-Z?]\d*)$/.exec(descr) ?? [];
  if (type === undefined) throw notNpy(path, `has elements of type "${descr}"`);
  return { type: type === '?' ? 'b1' : type, bigEndian: order === '>' };
}

function toShape(sizes: string, path: string): readonly number[] {
  const shape = sizes.split(',').map((size) => size.trim().replace(/L$/, '')).filter((size) => size !== '').map(Number); // Python 2 wrote 3L
  if (!shape.every(Number.isSafeInteger) || !Number.isSafeInteger(8 * shape.reduce((product, size) => product * size, 1))) throw notNpy(path, `has the shape (${sizes.trim()})`);
  return shape;
}

function notNpy(path: string, detail: string): DatasetError {
  return new DatasetError('NOT_NPY', { path, detail });
}

function cut(path: string, bytes: number): DatasetError {
  return new DatasetError('TRUNCATED', { path, detail: `ends within its header, after ${bytes} bytes` });
}
