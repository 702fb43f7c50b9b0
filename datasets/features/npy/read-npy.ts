import { readFile } from 'node:fs/promises';
import { DatasetError } from '../../dataset-error.ts';
import { decodeNpy } from './decode-npy.ts';
import type { NpyArray } from './npy-array.ts';

/**
 * Resolves with the array in the `.npy` file at `path`.
 *
 * @throws DatasetError naming `path`, as `decodeNpy` does, and NOT_FOUND or UNREADABLE
 */
export async function readNpy(path: string): Promise<NpyArray> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw DatasetError.from(error, path);
  });
  return decodeNpy(bytes, path);
}
