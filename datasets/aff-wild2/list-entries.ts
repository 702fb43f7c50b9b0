import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../dataset-error.ts';

/** Something in a folder. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/** What file managers leave behind. */
const LEFT_BEHIND = ['thumbs.db', 'desktop.ini', '__macosx'];

/**
 * Resolves with what is in a folder, in the order of the names by code unit, without hidden files and what file managers leave behind.
 *
 * @throws DatasetError NOT_FOUND, UNREADABLE
 */
export async function listEntries(folder: string): Promise<Entry[]> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.') && !LEFT_BEHIND.includes(name.toLowerCase()));
    const found = entries.map(async (entry) => {
      const path = join(folder, entry.name);
      return { name: entry.name, path, isFolder: entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(path))) };
    });
    return (await Promise.all(found)).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw DatasetError.from(error, folder);
  }
}

/** Resolves with whether there is a folder at `path`. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false, // What is not there is no folder
  );
}
