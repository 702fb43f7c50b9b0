import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { FetchedFile } from '../card.ts';
import { digestFile, mismatchOf } from './digest.ts';

/**
 * Resolves with the path of the file anywhere below `folder` that meets the card's checksums, or `undefined`. Looks at
 * the card's own path first, then at files of that name, then at every file of its kind and size.
 */
export async function findInFolder(folder: string, file: FetchedFile, signal?: AbortSignal): Promise<string | undefined> {
  const all = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && extname(entry.name) === extname(file.mirrorPath));
  const own = join(folder, file.mirrorPath);
  const rank = (path: string) => (path === own ? 0 : basename(path) === basename(file.mirrorPath) ? 1 : 2);
  const paths = all.map((entry) => join(entry.parentPath, entry.name)).sort((a, b) => rank(a) - rank(b));
  for (const path of paths) {
    if (file.bytes !== undefined && (await stat(path)).size !== file.bytes) continue;
    if (mismatchOf(file, await digestFile(path, signal)) === undefined) return path;
  }
  return undefined;
}
