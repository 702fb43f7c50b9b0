import { resolve } from 'node:path';
import type { CorpusOptions } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import type { ClipPart } from '../merbench/clip-part.ts';
import { explainRoot, isThere } from '../merbench/explain-root.ts';
import { listFeatureFolders } from '../merbench/list-feature-folders.ts';
import { below, openLabelArchive } from '../merbench/open-label-archive.ts';
import { openParts } from '../merbench/open-parts.ts';
import { readUtterances } from './read-utterances.ts';

/** Emotions in the order of MERBench's codes. */
export const MELD_CLASSES = ['anger', 'joy', 'sadness', 'neutral', 'disgust', 'fear', 'surprise'] as const;

const KIND = 'meld';
/** What MERBench calls val is called dev in the release. */
const PARTS = [
  { split: 'train', name: 'train' },
  { split: 'val', name: 'dev' },
  { split: 'test', name: 'test' },
] as const;
const LABELS = 'label.npz';
const TEXTS = ['transcription-engchi-polish.csv', 'transcription.csv'];

/** Resolves with a MELD as released (a table and a folder of videos for each part), or as MERBench processes it (one folder and an archive of labels). */
export async function openMeld(root: string, { layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const tables = PARTS.map(({ split, name }) => ({ split, path: resolve(root, layout[`${name}Labels`] ?? `${name}_sent_emo.csv`), folder: resolve(root, layout[name] ?? name) }));
  const there: typeof tables = [];
  for (const table of tables) if (await isThere(table.path)) there.push(table);
  if (layout.labels === undefined && there.length > 0) return openReleased(root, there, tables.length);
  const labels = resolve(root, layout.labels ?? LABELS);
  if (!(await isThere(labels))) throw await explainRoot(root, 'MELD', [...PARTS.map(({ name }) => `${name}_sent_emo.csv`), LABELS]);
  return openLabelArchive(
    { kind: KIND, root },
    {
      labels,
      media: below(root, [layout.media ?? 'subvideo', layout.sound ?? 'subaudio']),
      texts: below(root, layout.texts === undefined ? TEXTS : [layout.texts]),
      classes: MELD_CLASSES,
      parts: { train_corpus: 'train', val_corpus: 'val', test_corpus: 'test' },
      identify: (clip) => ({ video: clip.replace(/_utt\d+$/, '') }),
    },
  );
}

interface ReleasedPart {
  readonly split: string;
  readonly path: string;
  readonly folder: string;
}

async function openReleased(root: string, parts: readonly ReleasedPart[], expected: number): Promise<Dataset> {
  const features = await listFeatureFolders(root);
  const missing = expected - parts.length;
  return openParts(
    { kind: KIND, root, classes: MELD_CLASSES, ...(features.length > 0 && { features }) },
    { parts: parts.map((part, index) => toPart(part, index === 0 && missing > 0 ? `Tables are there for ${parts.map(({ split }) => split).join(' and ')} only.` : undefined)) },
  );
}

function toPart({ split, path, folder }: ReleasedPart, warning: string | undefined): ClipPart {
  return {
    name: split,
    media: [folder],
    fileOf: (clip) => clip.slice(split.length + 1), // Videos are named by dialogue and utterance alone
    read: async (warn) => {
      if (warning !== undefined) warn(warning);
      return readUtterances(path, split, MELD_CLASSES);
    },
  };
}
