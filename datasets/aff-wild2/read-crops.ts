import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import type { FaceCrops } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';

const PICTURE = /^(\d{1,7})\.(?:jpe?g|png)$/i;
const LEFT_BEHIND = /^\.|^thumbs\.db$|^desktop\.ini$/i;

/**
 * Resolves with the crops of one key over all its folders, by the number in their names: the frame, counted from 1, whatever place they have in a folder. Of a number
 * that is in two folders the first is taken; a check of the corpus tells.
 *
 * @throws DatasetError NOT_FOUND, UNREADABLE; UNKNOWN_FILE for what is no picture named by a number, or is numbered 0
 */
export async function readCrops(folders: readonly string[]): Promise<FaceCrops> {
  const paths = new Map<number, string>();
  for (const folder of folders) {
    const names = await readdir(folder).catch((error: unknown) => {
      throw DatasetError.from(error, folder);
    });
    for (const name of names) addCrop(paths, { folder, name });
  }
  return { numbers: Int32Array.from(paths.keys()).sort(), path: (number) => paths.get(number) };
}

function addCrop(paths: Map<number, string>, { folder, name }: { readonly folder: string; readonly name: string }): void {
  const path = `${folder}${sep}${name}`; // `join` would take a third of the time of a corpus
  const match = PICTURE.exec(name);
  if (match === null) {
    if (LEFT_BEHIND.test(name)) return;
    throw new DatasetError('UNKNOWN_FILE', { path, detail: 'is no crop: those are called by the number of their frame, like 00001.jpg' });
  }
  const number = Number(match[1]);
  if (number === 0) throw new DatasetError('UNKNOWN_FILE', { path, detail: 'is numbered 0, and frames are counted from 1', next: 'Number the crops of this folder from 1: every label would be a frame off.' });
  if (!paths.has(number)) paths.set(number, path);
}
