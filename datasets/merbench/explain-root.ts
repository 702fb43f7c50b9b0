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
 * @param marks names of files or folders, relative to a root, the most telling first
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
    if ((await firstMark(folder, marks)) < marks.length) return folder;
  }
  return undefined;
}

/** Of several folders the one with the most telling mark is meant: other corpora have a folder "train", too. */
async function findBelow(root: string, names: readonly string[], marks: readonly string[]): Promise<string | undefined> {
  let best: { readonly path?: string; readonly mark: number } = { mark: marks.length };
  for (const name of names.slice(0, LOOKED_INTO)) {
    const path = join(root, name);
    const mark = await firstMark(path, marks);
    if (mark < best.mark) best = { path, mark };
  }
  return best.path;
}

/** Position of the first mark that a folder holds; the number of marks where it holds none. */
async function firstMark(folder: string, marks: readonly string[]): Promise<number> {
  for (const [index, mark] of marks.entries()) if (await isThere(join(folder, mark))) return index;
  return marks.length;
}
