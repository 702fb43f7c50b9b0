import { readdir } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { readCorpusTruth } from './read-corpus-truth.ts';
import { isFolder, type PredictionOptions } from './read-predictions.ts';
import { readWordArchive } from './read-word-archive.ts';
import { readClipTable, type ClipTableRow } from './tables/read-clip-table.ts';
import { readFrameFiles } from './tables/read-frame-files.ts';
import { readFrameTable } from './tables/read-frame-table.ts';
import { toFrameAnswer } from './to-frame-answer.ts';
import type { ClipTruth, FrameTruth, Truth } from './truth.ts';

/** Where labels are, within what was named. */
export interface TruthOptions extends PredictionOptions {
  /** The part that is meant; the one of the protocol whose labels are public when absent. */
  readonly split?: string;
  /** Names of folders and files of the corpus, as `CorpusOptions.layout` has them. */
  readonly layout?: Readonly<Record<string, string>>;
}

/**
 * Resolves with labels out of the root of a corpus, a folder of annotations (`<video>.txt`), or a table: with the header of the organisers, or with columns by name, of which `actual_…` are
 * taken where they are there. Codes that mean "no label" and placeholders become missing labels.
 *
 * @throws DatasetError naming file and line; NO_LABEL when nothing is labelled
 */
export async function readTruth(path: string, protocol: Protocol, options: TruthOptions = {}): Promise<Truth> {
  options.signal?.throwIfAborted();
  const truth = (await isFolder(path)) ? await readFolder(path, protocol, options) : await readFile(path, protocol, options);
  if (truth.clips.size === 0) throw new DatasetError('NO_LABEL', { path, detail: `holds no labels for ${protocol.id}`, next: 'Name the folder or table that has them.' });
  return truth;
}

async function readFolder(path: string, protocol: Protocol, options: TruthOptions): Promise<Truth> {
  if (protocol.level === 'clip' || !(await holdsTexts(path))) return readCorpusTruth(path, protocol, options);
  const { plan, clips } = await readFrameFiles(path, { protocol, role: 'truth', rate: 0 }, options.signal);
  return { level: 'frame', clips: new Map([...clips].map(([clip, built]) => [clip, toFrameAnswer(built, plan, protocol)])), warnings: [] };
}

/** Whether annotations lie in the folder itself: the root of a corpus has folders. */
async function holdsTexts(path: string): Promise<boolean> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => Promise.reject(DatasetError.from(error, path) as Error));
  return entries.some((entry) => entry.isFile() && entry.name.endsWith('.txt')) && !entries.some((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
}

async function readFile(path: string, protocol: Protocol, { rate = 30, split }: TruthOptions): Promise<Truth> {
  const options = { protocol, role: 'truth', rate } as const;
  if (protocol.level === 'frame') {
    const { plan, clips } = await readFrameTable(path, options);
    return { level: 'frame', clips: new Map([...clips].map(([clip, built]) => [clip, toFrameAnswer(built, plan, protocol)])), warnings: [] } satisfies FrameTruth;
  }
  if (protocol.submission.kind === 'word-table' && /\.npz$/i.test(path)) return { level: 'clip', clips: await readWordArchive(path), warnings: [] } satisfies ClipTruth;
  return toClipTruth(await readClipTable(path, options), { path, split });
}

function toClipTruth(clips: ReadonlyMap<string, ClipTableRow>, { path, split }: { readonly path: string; readonly split: string | undefined }): ClipTruth {
  const splits = [...new Set([...clips.values()].map((row) => row.split))];
  if (split === undefined || splits.every((each) => each === undefined)) return { level: 'clip', clips, warnings: [] };
  const chosen = [...clips].filter(([, row]) => row.split === split);
  if (chosen.length === 0) throw new DatasetError('NO_LABEL', { path, detail: `has no clip of the split "${split}"; its splits are ${splits.map((each) => each ?? '(none)').join(', ')}`, next: 'Choose one of them with `--split`.' });
  return { level: 'clip', clips: new Map(chosen), split, warnings: [] };
}
