import { DatasetError } from '../dataset-error.ts';
import { readNpyHeader } from '../features/npy/npy-header.ts';
import { countOf, decodeElements, whyTooBig, widthOf } from './decode-elements.ts';
import type { NumpyArray } from './pickle/pickle-value.ts';
import { readPickle } from './pickle/read-pickle.ts';
import { readZip, type ZipLimits } from './read-zip.ts';

/** The arrays in a `.npz` file. */
export interface Npz {
  readonly path: string;
  /** Names of the arrays, in the order of the file. */
  readonly names: readonly string[];
  /**
   * Resolves with an array, which belongs to the caller.
   *
   * @throws DatasetError naming file and array: NOT_FOUND with the names that are there, BAD_ARCHIVE, NOT_NPY, TRUNCATED, UNSAFE_PICKLE
   */
  read(name: string): Promise<NumpyArray>;
}

const EXTENSION = '.npy';

/**
 * Resolves with a `.npz` file (`numpy.savez`, `numpy.savez_compressed`). Pickled objects in it are read without running anything.
 *
 * @throws DatasetError what `readZip` throws, and NOT_NPY when it holds no arrays
 */
export async function openNpz(path: string, limits: ZipLimits = {}): Promise<Npz> {
  const files = await readZip(path, limits);
  const names = [...files.keys()].filter((name) => name.endsWith(EXTENSION)).map((name) => name.slice(0, -EXTENSION.length));
  if (names.length === 0) throw new DatasetError('NOT_NPY', { path, detail: 'is an archive without arrays of numpy', next: 'Give a file that `numpy.savez` wrote.' });
  return {
    path,
    names,
    read: async (name) => {
      const file = files.get(`${name}${EXTENSION}`);
      if (file === undefined) throw new DatasetError('NOT_FOUND', { path, detail: `has no array "${name}"; it has ${names.join(', ')}`, next: 'Give the file that has it.' });
      return decodeAnyNpy(await file.read(), `${path} (${name})`);
    },
  };
}

/**
 * Returns the array in a `.npy` file: numbers or text of any shape, or pickled objects, which are read without running anything.
 *
 * @throws DatasetError naming `path`: NOT_NPY, TRUNCATED, BAD_ARCHIVE, UNSAFE_PICKLE
 */
export function decodeAnyNpy(bytes: Uint8Array, path: string): NumpyArray {
  const header = readNpyHeader(bytes, path, 'allow');
  const data = bytes.subarray(header.start);
  if (header.type.startsWith('O')) return decodeObjects(data, { path, shape: header.shape });
  const width = widthOf(header);
  if (width === undefined) throw new DatasetError('NOT_NPY', { path, detail: `has elements of type "${header.type}"`, next: 'Save numbers, text or objects.' });
  const tooBig = whyTooBig(header, header.shape);
  if (tooBig !== undefined) throw new DatasetError('BAD_ARCHIVE', { path, detail: tooBig });
  const needed = width * countOf(header.shape);
  if (data.length < needed) throw new DatasetError('TRUNCATED', { path, detail: `holds ${data.length} bytes of values, and its shape (${header.shape.join(', ')}) needs ${needed}` });
  return decodeElements(data.subarray(0, needed), header);
}

function decodeObjects(data: Uint8Array, { path, shape }: { path: string; shape: readonly number[] }): NumpyArray {
  const value = readPickle(data, path);
  const isWhole = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'objects' && value.shape.join() === shape.join();
  if (!isWhole) throw new DatasetError('BAD_ARCHIVE', { path, detail: `holds a pickle that is no array of the shape (${shape.join(', ')})` });
  return value;
}
