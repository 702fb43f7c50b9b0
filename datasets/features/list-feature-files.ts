import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DatasetError } from '../dataset-error.ts';

/** Where the features of one clip are. */
export interface FeatureFile {
  readonly clip: string;
  readonly path: string;
  /** `folder`: a `.npy` file for each frame. */
  readonly kind: 'npy' | 'safetensors' | 'folder';
}

/**
 * Resolves with the files in a feature folder by clip name, in the order of the names. Names that begin with a dot, other kinds of
 * files, and what is no file (a pipe would never end) are passed over.
 *
 * @throws DatasetError AMBIGUOUS when a clip has two files, NOT_FOUND, UNREADABLE, EMPTY_FOLDER
 */
export async function listFeatureFiles(path: string): Promise<ReadonlyMap<string, FeatureFile>> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw DatasetError.from(error, path);
  });
  const files = new Map<string, FeatureFile>();
  for (const entry of entries.filter((each) => !each.name.startsWith('.') && (each.isFile() || each.isDirectory() || each.isSymbolicLink())).sort((a, b) => byCodeUnit(a.name, b.name))) {
    const file = toFeatureFile(path, entry.name, entry.isDirectory());
    if (file === undefined) continue;
    const other = files.get(file.clip);
    if (other !== undefined) throw new DatasetError('AMBIGUOUS', { path: file.path, detail: `holds features of the clip "${file.clip}", and so does ${other.path}` });
    files.set(file.clip, file);
  }
  if (files.size === 0) throw new DatasetError('EMPTY_FOLDER', { path, detail: 'holds no feature files' });
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}

function toFeatureFile(folder: string, name: string, isFolder: boolean): FeatureFile | undefined {
  const path = join(folder, name);
  if (isFolder) return { clip: name, path, kind: 'folder' };
  const extension = extname(name);
  if (extension !== '.npy' && extension !== '.safetensors') return undefined;
  return { clip: name.slice(0, -extension.length), path, kind: extension === '.npy' ? 'npy' : 'safetensors' };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
