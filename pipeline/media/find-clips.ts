import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { findPictures } from './find-pictures.ts';
import { isPictureName } from './is-picture-name.ts';
import { MediaError } from './media-error.ts';
import { toClipNames } from './to-clip-names.ts';

/** One clip as it was found, not opened yet. */
export interface ClipPath {
  /** Name of the result folder: no two clips of one call share it, whatever the case of letters. */
  readonly name: string;
  /** The file, or the folder of numbered pictures. */
  readonly path: string;
  readonly kind: 'file' | 'image-folder';
}

const VIDEO = /\.(mp4|m4v|mov|avi|mkv|webm|mpe?g|mts|m2ts|ts|wmv|flv|3gp|ogv|vob|mxf|gif|h264|hevc)$/i;
const SOUND = /\.(wav|flac|mp3|m4a|aac|ogg|oga|opus|wma|aiff?)$/i;

/**
 * Resolves with the clips at `paths` in the order given. A file is a clip whatever its name. A folder is searched, in the order of names with
 * numbers counted (`2` before `10`): a folder whose pictures are numbered is one clip, any other picture, video or sound file is one each.
 * A file that is reached twice is taken once; names that begin with a dot are left out of folders.
 *
 * @param onTrouble is told of each path that gives no clip: NOT_FOUND, UNREADABLE, or NO_CLIPS for a folder without any; without it
 *   the first such path throws
 */
export async function findClips(paths: readonly string[], onTrouble: (error: MediaError) => void = raise): Promise<ClipPath[]> {
  const found = new Map<string, Omit<ClipPath, 'name'>>();
  for (const path of paths) {
    for (const clip of await findAt(path, onTrouble)) {
      const place = await realpath(clip.path);
      if (!found.has(place)) found.set(place, clip);
    }
  }
  const clips = [...found.values()];
  const names = toClipNames(clips.map((clip) => clip.path));
  return clips.map((clip, i) => ({ name: names[i]!, ...clip }));
}

async function findAt(path: string, onTrouble: (error: MediaError) => void): Promise<Omit<ClipPath, 'name'>[]> {
  try {
    const found = await stat(path).catch((cause: unknown) => {
      throw new MediaError('NOT_FOUND', { path, detail: 'cannot be found', cause });
    });
    const clips: Omit<ClipPath, 'name'>[] = found.isDirectory() ? await findInFolder(path, new Set()) : [{ path, kind: 'file' }];
    if (clips.length === 0) throw new MediaError('NO_CLIPS', { path, detail: 'is a folder without clips' });
    return clips;
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    onTrouble(error);
    return [];
  }
}

function raise(error: MediaError): never {
  throw error;
}

/** `above` holds the folders on the way down, so that a link to one of them does not lead round in circles. */
async function findInFolder(folder: string, above: ReadonlySet<string>): Promise<Omit<ClipPath, 'name'>[]> {
  const place = await realpath(folder);
  if (above.has(place)) return [];
  const names = await readNames(folder);
  const clips: Omit<ClipPath, 'name'>[] = [];
  const isSequence = (await findPictures(folder)).length > 0;
  if (isSequence) clips.push({ path: folder, kind: 'image-folder' });
  for (const name of names) {
    const path = join(folder, name);
    const entry = await stat(path).catch(() => undefined); // A dangling link is no clip
    if (entry?.isDirectory()) clips.push(...(await findInFolder(path, new Set([...above, place]))));
    else if (entry?.isFile() && isClipName(name, isSequence)) clips.push({ path, kind: 'file' });
  }
  return clips;
}

async function readNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new MediaError('UNREADABLE', { path: folder, detail: 'may not be listed', cause });
  });
  const { compare } = new Intl.Collator('en', { numeric: true });
  return names.filter((name) => !basename(name).startsWith('.')).sort(compare);
}

function isClipName(name: string, isSequence: boolean): boolean {
  return extname(name) !== '' && (VIDEO.test(name) || SOUND.test(name) || (isPictureName(name) && !isSequence));
}
