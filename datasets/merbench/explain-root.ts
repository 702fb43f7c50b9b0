import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';

/** Folders looked into below a root in which nothing is found. */
const LOOKED_INTO = 200;
const LEVELS_UP = 3;

/** Resolves with whether a file or folder is there. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Resolves with the error for a root that holds none of the files by which a corpus is known: it says what is there, and which folder to give where one above or below
 * holds one of them. A root that does not exist, or is a file, is told as that.
 *
 * @param marks names of files or folders, relative to a root
 */
export async function explainRoot(root: string, corpus: string, marks: readonly string[]): Promise<DatasetError> {
  try {
    const names = (await readdir(root)).filter((name) => !name.startsWith('.')).sort();
    const better = (await findAbove(resolve(root), marks)) ?? (await findBelow(root, names, marks));
    const held = names.length === 0 ? 'it is empty' : `it holds ${names.slice(0, 5).map((name) => `"${name}"`).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
    return new DatasetError('UNKNOWN_LAYOUT', { path: root, detail: `is no ${corpus}: none of ${marks.join(', ')} is there; ${held}`, ...(better !== undefined && { next: `Give ${better}.` }) });
  } catch (error) {
    const told = DatasetError.from(error, root);
    if (told instanceof DatasetError) return told;
    throw error;
  }
}

async function findAbove(root: string, marks: readonly string[]): Promise<string | undefined> {
  let folder = dirname(root);
  for (let level = 0; level < LEVELS_UP && folder !== dirname(folder); level++, folder = dirname(folder)) {
    if (await holdsOne(folder, marks)) return folder;
  }
  return undefined;
}

async function findBelow(root: string, names: readonly string[], marks: readonly string[]): Promise<string | undefined> {
  for (const name of names.slice(0, LOOKED_INTO)) {
    if (await holdsOne(join(root, name), marks)) return join(root, name);
  }
  return undefined;
}

async function holdsOne(folder: string, marks: readonly string[]): Promise<boolean> {
  for (const mark of marks) if (await isThere(join(folder, mark))) return true;
  return false;
}
