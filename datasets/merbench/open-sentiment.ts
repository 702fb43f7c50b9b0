import { resolve } from 'node:path';
import type { Corpus, CorpusOptions, PublishedCount } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import { explainRoot, isThere } from './explain-root.ts';
import { below, openLabelArchive } from './open-label-archive.ts';

/** A corpus of sentiment as MERBench processes it: one number a clip, three parts. */
export interface SentimentCorpus {
  readonly kind: string;
  readonly title: string;
  /** Lowest and highest sentiment, both allowed. */
  readonly range: readonly [number, number];
  /** Folders of videos and of sound. */
  readonly media: readonly [string, string];
  /** Number of clips in the archive that MERBench ships, by part. */
  readonly counts: Readonly<Record<'train' | 'val' | 'test', number>>;
}

const LABELS = 'label.npz';
const TEXTS = ['transcription-engchi-polish.csv', 'transcription.csv'];
const PARTS = { train_corpus: 'train', val_corpus: 'val', test_corpus: 'test' };
const SOURCE = 'label.npz of MERBench (zeroQiaoba/MERTools 89120b7)';

/** Returns parts of the layout that may be renamed. */
export function layoutOf({ media }: SentimentCorpus): Corpus['layout'] {
  return { labels: LABELS, media: media[0], sound: media[1], texts: TEXTS.join(' or ') };
}

/** Returns how many clips the archive of MERBench has. */
export function countsOf({ counts }: SentimentCorpus): PublishedCount[] {
  return Object.entries(counts).map(([split, count]) => ({ split, of: 'clips', count, source: SOURCE }));
}

/** Resolves with a corpus of sentiment. The recording of a clip is its name without the number at the end. */
export async function openSentiment(root: string, corpus: SentimentCorpus, { layout = {}, task }: CorpusOptions = {}): Promise<Dataset> {
  const { kind, title, range, media } = corpus;
  const labels = resolve(root, layout.labels ?? LABELS);
  if (!(await isThere(labels))) throw await explainRoot(root, title, [layout.labels ?? LABELS]);
  return openLabelArchive(
    { kind, root, ...(task !== undefined && { task }) },
    {
      labels,
      media: below(root, [layout.media ?? media[0], layout.sound ?? media[1]]),
      texts: below(root, layout.texts === undefined ? TEXTS : [layout.texts]),
      valence: range,
      parts: PARTS,
      identify: (clip) => (/_\d+$/.test(clip) ? { video: clip.replace(/_\d+$/, '') } : {}),
    },
  );
}
