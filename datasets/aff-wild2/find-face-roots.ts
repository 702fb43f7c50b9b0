import { resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { isSameName } from './is-same-name.ts';
import { isFolder, listEntries } from './list-entries.ts';

/** Folders of each kind of crops, below the root or below a folder of the name of the kind. */
const KINDS = {
  cropped_aligned: ['cropped_aligned', 'cropped_aligned_new_50_vids'],
  cropped: ['batch1', 'batch2', 'cropped_new_50_vids'],
} as const;

/**
 * Resolves with the folders that hold a folder of crops for each key, in an order that never changes. `cropped_aligned` (112 × 112, the default) and `cropped` (larger,
 * looser) name what is unpacked from the organisers' archives, flat or in folders; anything else is a list of folders with commas between.
 *
 * @throws DatasetError NOT_FOUND for a folder that was named and is not there
 */
export async function findFaceRoots(root: string, given: string | undefined): Promise<string[]> {
  const kind = given ?? 'cropped_aligned';
  if (kind === 'cropped_aligned' || kind === 'cropped') {
    const found = await findKind(root, kind);
    if (found.length === 0 && given !== undefined) throw notFound(resolve(root, kind));
    return found;
  }
  const paths = toNames(kind).map((name) => resolve(root, name));
  for (const path of paths) if (!(await isFolder(path))) throw notFound(path);
  return paths;
}

function toNames(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

async function findKind(root: string, kind: keyof typeof KINDS): Promise<string[]> {
  const found: string[] = [];
  const beside = (await listEntries(root)).filter(({ name, isFolder }) => isFolder && isSameName(name, kind === 'cropped' ? ['cropped', 'cropped_new_50_vids'] : KINDS[kind]));
  for (const { path } of beside) {
    const folders = (await listEntries(path)).filter((entry) => entry.isFolder);
    const inner = folders.filter(({ name }) => isSameName(name, KINDS[kind])).map((entry) => entry.path);
    if (inner.length < folders.length || inner.length === 0) found.push(path); // Folders of keys lie in it as they are
    found.push(...inner);
  }
  return found;
}

function notFound(path: string): DatasetError {
  return new DatasetError('NOT_FOUND', { path, detail: 'is no folder of crops: there is no such folder', next: 'Correct --layout faces=FOLDER; it is "cropped_aligned", "cropped", or folders with commas between.' });
}
