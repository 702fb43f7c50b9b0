import { resolve } from 'node:path';
import type { CorpusOptions } from '../corpus.ts';
import { DatasetError } from '../dataset-error.ts';
import type { Dataset } from '../dataset.ts';
import type { ClipPart } from '../merbench/clip-part.ts';
import { explainRoot, isThere } from '../merbench/explain-root.ts';
import { listFeatureFolders } from '../merbench/list-feature-folders.ts';
import { MER_SCHEME } from '../merbench/mer-scheme.ts';
import { below, firstThere, openLabelArchive } from '../merbench/open-label-archive.ts';
import { openParts } from '../merbench/open-parts.ts';
import { readHiddenTable } from '../merbench/read-hidden-table.ts';
import { readLabelTable } from '../merbench/read-label-table.ts';

const SPLITS = ['train', 'test1', 'test2', 'test3'] as const;
/** Test labels of MER-SEMI have no valence. */
const WITHOUT_VALENCE = 'test3';
const LABELS = 'label-6way.npz';
const TEXTS = ['transcription-engchi-polish.csv', 'transcription.csv'];
const KIND = 'mer2023';

/** Resolves with a MER 2023 as released (a folder and a table for each part), or as the baseline or MERBench processed it (one folder and an archive of labels). */
export async function openMer2023(root: string, { layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const texts = below(root, layout.texts === undefined ? TEXTS : [layout.texts]);
  const labels = resolve(root, layout.labels ?? LABELS);
  const parts = SPLITS.map((split) => ({ split, table: resolve(root, layout[`${split}Labels`] ?? `${split}-label.csv`), folder: resolve(root, layout[split] ?? split) }));
  const released: typeof parts = [];
  for (const part of parts) if ((await isThere(part.table)) || (await isThere(part.folder))) released.push(part);
  if (layout.labels === undefined && released.length > 0) return openReleased(root, released, texts);
  if (await isThere(labels)) return openProcessed(root, { labels, media: below(root, [layout.media ?? 'video', 'audio']), texts });
  if (layout.labels !== undefined) throw new DatasetError('NOT_FOUND', { path: labels, detail: 'does not exist' });
  throw await explainRoot(root, 'MER 2023', ['train-label.csv', ...SPLITS, LABELS]);
}

interface Processed {
  readonly labels: string;
  readonly media: readonly string[];
  readonly texts: readonly string[];
}

async function openProcessed(root: string, paths: Processed): Promise<Dataset> {
  const parts = Object.fromEntries(SPLITS.map((split) => [`${split}_corpus`, split]));
  const hidden = { test1_corpus: { hasValence: true }, test2_corpus: { hasValence: true }, test3_corpus: { hasValence: false } };
  return openLabelArchive({ kind: KIND, root }, { ...paths, ...MER_SCHEME, parts, hidden });
}

interface ReleasedPart {
  readonly split: (typeof SPLITS)[number];
  readonly table: string;
  readonly folder: string;
}

async function openReleased(root: string, parts: readonly ReleasedPart[], tables: readonly string[]): Promise<Dataset> {
  const [texts, features] = [await firstThere(tables), await listFeatureFolders(root)];
  return openParts(
    { kind: KIND, root, classes: MER_SCHEME.classes, ranges: { valence: MER_SCHEME.valence }, ...(features.length > 0 && { features }) },
    { parts: parts.map((part) => toPart(root, part)), ...(texts !== undefined && { texts }) },
  );
}

function toPart(root: string, { split, table, folder }: ReleasedPart): ClipPart {
  const { classes, aliases, valence } = MER_SCHEME;
  const scheme = split === WITHOUT_VALENCE ? { classes, aliases } : { classes, aliases, valence, needsValence: true };
  return {
    name: split,
    media: [folder],
    unnamed: split,
    read: async (warn) => {
      if (!(await isThere(table))) return [];
      const options = { holds: 'emotion', split, ...scheme } as const;
      return split === 'train' ? readLabelTable(table, options) : readHiddenTable({ root, path: table, ...options }, warn);
    },
  };
}
