import type { Clip } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import type { Dataset } from '../dataset.ts';
import { inTurn } from './in-turn.ts';
import { listMediaFiles, type MediaFile } from './list-media-files.ts';

/** What a file name says. */
export interface NamedFile {
  readonly clip: Clip;
  /** Files of one recording share it; one of them becomes the clip. */
  readonly recording: string;
  /** The file of lowest rank is taken. */
  readonly rank: number;
  /** What its name or place contradicts, as a sentence. */
  readonly warning?: string;
}

/** How the names of a corpus are understood. */
export interface NameScheme {
  /** Returns what the name says; `undefined` for a file that is left out; a text for a name that is not understood: `"has the emotion 09, …"`. */
  readonly read: (file: MediaFile) => NamedFile | string | undefined;
  /** Where files are expected: `"Actor_01/03-01-06-01-02-01-12.wav"`. */
  readonly example: string;
  /** What is said of files that `read` leaves out: `"are of another task"`. */
  readonly leftOut: string;
}

/**
 * Resolves with a corpus whose labels stand in its file names. Where several files show one recording (picture, sound, both), the clip is the one of lowest
 * rank, and a warning counts the others. The names are read here, once.
 *
 * @throws DatasetError UNKNOWN_FILE for a name that is not understood, DUPLICATE for a file that is there twice, UNKNOWN_LAYOUT when there is none
 */
export async function openNamedFiles(dataset: Omit<Dataset, 'warnings' | typeof Symbol.asyncIterator>, { read, example, leftOut }: NameScheme): Promise<Dataset> {
  const { root } = dataset;
  const files = await listMediaFiles(root);
  const chosen = new Map<string, NamedFile>();
  const warnings: string[] = [];
  let [others, passed] = [0, 0];
  for (const file of files) {
    const named = read(file);
    if (typeof named === 'string') throw new DatasetError('UNKNOWN_FILE', { path: file.path, detail: `${named}; a name is like ${example.split('/').at(-1)}` });
    if (named === undefined) passed++;
    if (named === undefined) continue;
    if (named.warning !== undefined) warnings.push(named.warning);
    const rival = chosen.get(named.recording);
    if (rival?.rank === named.rank) throw new DatasetError('DUPLICATE', { path: file.path, detail: `is the same recording as ${rival.clip.media}`, next: 'Keep one of the files.' });
    if (rival !== undefined) others++;
    if (rival === undefined || named.rank < rival.rank) chosen.set(named.recording, named);
  }
  if (chosen.size === 0) {
    const there = passed > 0 ? `has ${passed} files, which ${leftOut}` : 'has no video or sound files in it';
    throw new DatasetError('UNKNOWN_LAYOUT', { path: root, detail: `${there}; files like ${example} are expected`, next: 'Give the folder that they are unpacked in.' });
  }
  if (passed > 0) warnings.push(`${passed} of ${files.length} files ${leftOut}.`);
  if (others > 0) warnings.push(`${others} files show a recording of which another file is taken: one with picture and sound before one with less.`);
  const clips = [...chosen.values()].map(({ clip }) => clip);
  return {
    ...dataset,
    warnings,
    [Symbol.asyncIterator]: () => inTurn(clips),
  };
}
