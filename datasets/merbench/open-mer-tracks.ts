import { resolve } from 'node:path';
import type { CorpusOptions } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import type { ClipPart, Warn } from './clip-part.ts';
import { explainRoot, isThere } from './explain-root.ts';
import type { LabelledClip } from './labelled-clip.ts';
import { listFeatureFolders } from './list-feature-folders.ts';
import { MER_SCHEME } from './mer-scheme.ts';
import { firstThere, openLabelArchive } from './open-label-archive.ts';
import { openParts } from './open-parts.ts';
import { readHiddenTable } from './read-hidden-table.ts';
import { readLabelTable, type LabelTableOptions } from './read-label-table.ts';

/** A MER challenge whose clips all lie in one folder, with a table for each track. */
export interface MerTracks {
  readonly kind: string;
  readonly title: string;
  /** The table of training labels of each task and, where the labels of the test clips are out, the table of those. */
  readonly tasks: Readonly<Record<string, { readonly train: string; readonly test: string; readonly holds: 'emotion' | 'words' }>>;
  /** The list of clips to predict. */
  readonly candidates: string;
}

const TEXTS = 'subtitle_chieng.csv';
const ARCHIVE = 'track1_label_6way.npz';
const ARCHIVE_TEXTS = 'track1_subtitle_chieng.csv';

/** Resolves with a MER 2025 or 2026 as released, or as the organisers' tools process its first track. */
export async function openMerTracks(root: string, tracks: MerTracks, { task = Object.keys(tracks.tasks)[0]!, layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const { train, test, holds } = tracks.tasks[task]!;
  const about = { kind: tracks.kind, root, task };
  const pathOf = (key: string, name: string) => resolve(root, layout[key] ?? name);
  const media = [pathOf('media', 'video'), pathOf('sound', 'audio')];
  const files = { root, media, holds, train: pathOf('train', train), candidates: pathOf('candidates', tracks.candidates), test: pathOf('test', test) };
  const isReleased = layout.archive === undefined && (await firstThere([files.train, files.candidates])) !== undefined;
  if (isReleased) return openReleased(about, files, pathOf('texts', TEXTS));
  const archive = pathOf('archive', ARCHIVE);
  const isProcessed = holds === 'emotion' && (await isThere(archive));
  if (!isProcessed) throw await explainRoot(root, tracks.title, [train, tracks.candidates, ...(holds === 'emotion' ? [ARCHIVE] : [])]);
  return openLabelArchive(about, { ...MER_SCHEME, labels: archive, media, texts: [pathOf('texts', ARCHIVE_TEXTS)], parts: { train_corpus: 'train', test1_corpus: 'test1' }, hidden: { test1_corpus: { hasValence: false } } });
}

async function openReleased(about: Pick<Dataset, 'kind' | 'root' | 'task'>, files: TrackFiles, table: string): Promise<Dataset> {
  const [texts, features] = [await firstThere([table]), await listFeatureFolders(about.root)];
  const scheme = files.holds === 'words' ? {} : { classes: MER_SCHEME.classes, ranges: { valence: MER_SCHEME.valence } };
  return openParts({ ...about, ...scheme, ...(features.length > 0 && { features }) }, { parts: toParts(files), ...(texts !== undefined && { texts }) });
}

interface TrackFiles {
  readonly root: string;
  readonly media: readonly string[];
  readonly train: string;
  readonly candidates: string;
  readonly test: string;
  readonly holds: 'emotion' | 'words';
}

function toParts(files: TrackFiles): ClipPart[] {
  const { media } = files;
  return [
    { name: 'train', media, read: (warn) => readTraining(files, warn) },
    { name: 'test1', media, read: (warn) => readCandidates(files, warn) },
    { name: 'unlabelled', media, unnamed: 'unlabelled', read: () => Promise.resolve([]) },
  ];
}

function schemeOf({ holds }: TrackFiles, split: string): LabelTableOptions {
  return holds === 'emotion' ? { ...MER_SCHEME, holds, split } : { holds, split };
}

/** What is to be predicted has to be complete, and may not be trained on: a candidate is none of the training clips. */
async function readTraining(files: TrackFiles, warn: Warn): Promise<readonly LabelledClip[]> {
  if (!(await isThere(files.train))) return [];
  const clips = await readLabelTable(files.train, schemeOf(files, 'train'));
  const candidates = new Set((await readNames(files.candidates)).map(({ clip }) => clip));
  const kept = clips.filter(({ clip }) => !candidates.has(clip));
  if (kept.length < clips.length) warn(`${clips.length - kept.length} clips are labelled for training and are to be predicted: they count among test1, without these labels.`);
  return kept;
}

/** The candidates; where their labels are out, with those, clips without one among them. */
async function readCandidates(files: TrackFiles, warn: Warn): Promise<readonly LabelledClip[]> {
  const names = await readNames(files.candidates);
  if (!(await isThere(files.test))) return names;
  const labelled = new Map((await readHiddenTable({ root: files.root, path: files.test, ...schemeOf(files, 'test1') }, warn)).map((clip) => [clip.clip, clip]));
  const listed = names.map((clip) => labelled.get(clip.clip) ?? clip);
  const known = new Set(names.map(({ clip }) => clip));
  return [...listed, ...[...labelled.values()].filter(({ clip }) => !known.has(clip))];
}

async function readNames(path: string): Promise<readonly LabelledClip[]> {
  return (await isThere(path)) ? readLabelTable(path, { holds: 'none', split: 'test1' }) : [];
}
