import { stat } from 'node:fs/promises';
import { basename, extname, relative, resolve, sep } from 'node:path';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { findClips } from '../media/find-clips.ts';
import { isPictureName } from '../media/is-picture-name.ts';
import { MediaError } from '../media/media-error.ts';

/** A clip to be damaged. */
export interface Source {
  /** Its file's name without ending; with more of the path where two files share it. */
  readonly clip: string;
  readonly path: string;
  /** Path below the root, with `/`. */
  readonly source: string;
}

/** Resolves with the videos and sound files below `root`, in the order of their names. @throws DatasetError when it is no folder or there are none */
export async function findSources(root: string): Promise<Source[]> {
  const found = await stat(root).catch((error: unknown) => {
    throw DatasetError.from(error, root);
  });
  if (!found.isDirectory()) throw new DatasetError('NOT_FOUND', { path: root, detail: 'is a file, and not a folder', next: 'Give the folder that holds the videos.' });
  const clips = await findClips([root]).catch((error: unknown) => {
    throw error instanceof MediaError ? nothingFound(root, error) : error;
  });
  const files = clips.filter(({ kind, path }) => kind === 'file' && !isPictureName(path));
  if (files.length === 0) throw nothingFound(root);
  const stems = Map.groupBy(files, ({ path }) => stemOf(path).toLowerCase());
  return files.map(({ path, name }) => ({
    clip: stems.get(stemOf(path).toLowerCase())!.length === 1 ? stemOf(path) : name,
    path,
    source: relative(resolve(root), resolve(path)).split(sep).join('/'),
  }));
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}

function nothingFound(root: string, cause?: MediaError): DatasetError {
  return new DatasetError('EMPTY_FOLDER', { path: root, detail: 'has no videos or sound files in it', next: 'Give the folder that holds them; of a MER2023 root name the part with `--split train`.', cause });
}
