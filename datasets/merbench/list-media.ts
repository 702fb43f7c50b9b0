import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { DatasetError } from '../dataset-error.ts';

const MEDIA = /\.(?:mp4|avi|mov|mkv|webm|mpe?g|m4v|wav|flac|mp3|m4a)$/i;
/** What systems leave behind. */
const LEFTOVERS = new Set(['thumbs.db', 'desktop.ini']);

/**
 * Resolves with the videos or sound files in a folder by clip, in the order of their names; `undefined` when there is no such folder. Names that begin with a
 * dot are passed over. Nothing is opened.
 *
 * @throws DatasetError naming the entry: UNKNOWN_FILE for a folder or a file of another kind, AMBIGUOUS for two files of one clip; UNREADABLE
 */
export async function listMedia(folder: string): Promise<ReadonlyMap<string, string> | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const told = DatasetError.from(error, folder);
    if (told instanceof DatasetError && told.code === 'NOT_FOUND') return undefined;
    throw told;
  });
  if (entries === undefined) return undefined;
  const files = new Map<string, string>();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || LEFTOVERS.has(entry.name.toLowerCase())) continue;
    const path = join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry; // A dangling link is a clip without media
    if (kind === undefined) continue;
    if (kind.isDirectory()) throw new DatasetError('UNKNOWN_FILE', { path, detail: 'is a folder where videos are expected', next: 'Move the videos in it up, or name the folder that they lie in with `--layout`.' });
    const name = parse(entry.name).name;
    if (!MEDIA.test(entry.name)) throw new DatasetError('UNKNOWN_FILE', { path, detail: 'is neither a video nor a sound file' });
    const other = files.get(name);
    if (other !== undefined) throw new DatasetError('AMBIGUOUS', { path, detail: `is the clip "${name}", and so is ${other}` });
    files.set(name, path);
  }
  return files;
}
