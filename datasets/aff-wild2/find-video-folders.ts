import { resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { isSameName } from './is-same-name.ts';
import { isFolder, listEntries } from './list-entries.ts';

const NAMES = ['batch1', 'batch2', 'new_vids'];

/**
 * Resolves with the folders of videos: `batch1`, `batch2` and `new_vids`, as far as they are there, or those that were named with commas between.
 *
 * @throws DatasetError NOT_FOUND for a folder that was named and is not there
 */
export async function findVideoFolders(root: string, given: string | undefined): Promise<string[]> {
  if (given === undefined) return (await listEntries(root)).filter(({ name, isFolder }) => isFolder && isSameName(name, NAMES)).map(({ path }) => path);
  const names = given.split(',').map((name) => name.trim());
  const paths = names.filter((name) => name !== '').map((name) => resolve(root, name));
  for (const path of paths) {
    if (!(await isFolder(path))) throw new DatasetError('NOT_FOUND', { path, detail: 'is no folder of videos: there is no such folder', next: 'Correct --layout videos=FOLDERS.' });
  }
  return paths;
}
