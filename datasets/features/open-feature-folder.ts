import { basename, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { lieDown, type FeatureRows } from './feature-rows.ts';
import type { FeatureSequence } from './feature-sequence.ts';
import { listFeatureFiles, type FeatureFile } from './list-feature-files.ts';
import { readFeatureFile } from './read-feature-file.ts';
import type { ReadTensors } from './read-tensors.ts';
import { readTiming, type Timing } from './read-timing.ts';
import { toFeatureSequence } from './to-feature-sequence.ts';

/** `utterance`: one vector a clip. `frame`: one for each moment. */
export type FeatureLevel = 'utterance' | 'frame';

/** The features that one model made of many clips. Nothing is read before it is asked for. */
export interface FeatureFolder {
  readonly path: string;
  /** The model: the folder's name without its level, `"clip-vit-large-patch14"`. */
  readonly name: string;
  readonly level: FeatureLevel;
  /** Length of every vector. */
  readonly dimensions: number;
  /** The names of the clips that have a file, in order. A file may still be empty. */
  clips(): readonly string[];
  /**
   * Resolves with the features of one clip; `undefined` when it has no file or no row in it, never zeros in their place.
   *
   * @throws DatasetError naming the file, for what cannot be read, is not finite, has no times or another number of dimensions
   */
  read(clip: string): Promise<FeatureSequence | undefined>;
}

/** What the files of a feature folder leave open. */
export interface FeatureFolderOptions {
  /** Where the folder's name does not end in -UTT, _UTT, -FRA or _FRA. */
  readonly level?: FeatureLevel;
  /** Seconds between two rows of a `.npy` file, in place of what timing.json says. */
  readonly hop?: number;
  /** Seconds from the start of a clip to its first row; 0 when absent. */
  readonly offset?: number;
  /** For a file each frame: the number in the name of the frame at `offset`. Gaps in the numbers are then gaps in time. Without it frames follow each other by `hop`. */
  readonly firstNumber?: number;
  /** `absent` takes rows that are zero throughout for missing, as MERTools writes them where it saw no face; `keep`, the default, only counts them. */
  readonly zeros?: 'keep' | 'absent';
  /** Reads `.safetensors` files, which hold `values` `[T, D]` and `times` `[T]`. */
  readonly readTensors?: ReadTensors;
}

/**
 * Opens a folder of features as MERTools writes them, `<model>-UTT` or `<model>-FRA` with a `<clip>.npy` each or a folder of `.npy` files each, or as
 * affekt does, with a `<clip>.safetensors` each. Lists names and reads one clip, to know the number of dimensions.
 *
 * @throws DatasetError NO_LEVEL, NO_TIMES, EMPTY_FOLDER, AMBIGUOUS, NOT_FOUND, UNREADABLE, and what the first clip is refused for
 */
export async function openFeatureFolder(path: string, options: FeatureFolderOptions = {}): Promise<FeatureFolder> {
  const { name, level } = toNameAndLevel(path, options.level);
  const files = await listFeatureFiles(path);
  const timing = await findTiming(path, options);
  const untimed = [...files.values()].find(({ kind }) => kind !== 'safetensors');
  if (level === 'frame' && timing === undefined && untimed !== undefined) throw new DatasetError('NO_TIMES', { path: untimed.path, detail: 'does not say when its rows were taken' });
  const { zeros = 'keep', firstNumber, readTensors } = options;
  const readRows = async (file: FeatureFile): Promise<FeatureRows | undefined> => {
    const rows = await readFeatureFile(file, readTensors);
    return rows && level === 'utterance' ? lieDown(rows) : rows;
  };
  const first = await findFirst(path, files, readRows);
  return {
    path,
    name,
    level,
    dimensions: first.dimensions,
    clips: () => [...files.keys()],
    read: async (clip) => {
      const file = files.get(clip);
      const rows = file && (await readRows(file));
      if (file === undefined || rows === undefined) return undefined;
      refuseOther(rows, file, first);
      return toFeatureSequence(rows, { path: file.path, level, timing, firstNumber, zeros });
    },
  };
}

interface FirstClip {
  readonly clip: string;
  readonly dimensions: number;
}

function toNameAndLevel(path: string, level: FeatureLevel | undefined): { name: string; level: FeatureLevel } {
  const folder = basename(resolve(path));
  const [, name, suffix] = /^(.+)[-_](UTT|FRA)$/i.exec(folder) ?? [];
  if (name !== undefined) return { name, level: level ?? (suffix!.toUpperCase() === 'UTT' ? 'utterance' : 'frame') };
  if (level === undefined) throw new DatasetError('NO_LEVEL', { path, detail: 'does not say whether it holds one vector a clip or one for each moment' });
  return { name: folder, level };
}

async function findTiming(path: string, { hop, offset = 0 }: FeatureFolderOptions): Promise<Timing | undefined> {
  if (hop === undefined) return readTiming(path);
  if (!(hop > 0) || !Number.isFinite(hop)) throw new RangeError(`hop is ${hop} s, and must be above 0`);
  return { hop, offset };
}

async function findFirst(path: string, files: ReadonlyMap<string, FeatureFile>, readRows: (file: FeatureFile) => Promise<FeatureRows | undefined>): Promise<FirstClip> {
  for (const file of files.values()) {
    const rows = await readRows(file);
    if (rows !== undefined) return { clip: file.clip, dimensions: rows.dimensions };
  }
  throw new DatasetError('EMPTY_FOLDER', { path, detail: `holds ${files.size} clips, and none of them has a vector` });
}

function refuseOther({ dimensions }: FeatureRows, { path, clip }: FeatureFile, first: FirstClip): void {
  if (dimensions === first.dimensions) return;
  throw new DatasetError('DIMENSIONS', { path, detail: `the clip "${clip}" has ${dimensions} dimensions, and "${first.clip}" has ${first.dimensions}` });
}
