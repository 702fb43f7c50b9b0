import { readdir, realpath, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { DatasetError } from '../dataset-error.ts';

/** A video or sound file of a corpus, by name only. */
export interface MediaFile {
  readonly path: string;
  /** Relative to where the search began, with `/` between folders. */
  readonly relative: string;
  /** Name without its ending. */
  readonly stem: string;
  /** In small letters, with its dot: `".wav"`. */
  readonly ending: string;
}

const MEDIA = /\.(?:mp4|m4v|mov|avi|mkv|webm|mpe?g|mts|m2ts|wmv|flv|3gp|ogv|wav|flac|mp3|m4a|aac|ogg|oga|opus|wma|aiff?)$/i;

/**
 * Resolves with the videos and sound files below `root`, in the order of their names, folder by folder. What begins with a dot, and files of other
 * kinds, are passed over.
 *
 * @throws DatasetError NOT_FOUND, UNREADABLE
 */
export async function listMediaFiles(root: string): Promise<MediaFile[]> {
  return listFolder(root, { prefix: '', above: new Set() });
}

/** `above` holds the folders on the way down, so that a link to one of them does not lead round in circles. */
async function listFolder(folder: string, { prefix, above }: { readonly prefix: string; readonly above: ReadonlySet<string> }): Promise<MediaFile[]> {
  const place = await orTell(folder, () => realpath(folder));
  if (above.has(place)) return [];
  const entries = await orTell(folder, () => readdir(folder, { withFileTypes: true }));
  const files: MediaFile[] = [];
  for (const entry of entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [path, relative] = [join(folder, entry.name), `${prefix}${entry.name}`];
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry; // A dangling link is no file
    if (kind?.isDirectory() === true) files.push(...(await listFolder(path, { prefix: `${relative}/`, above: new Set([...above, place]) })));
    else if (kind?.isFile() === true && MEDIA.test(entry.name)) files.push({ path, relative, stem: parse(entry.name).name, ending: parse(entry.name).ext.toLowerCase() });
  }
  return files;
}

async function orTell<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw DatasetError.from(error, path);
  }
}
