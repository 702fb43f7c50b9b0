import { resolve } from 'node:path';
import type { CorpusOptions } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import type { ClipPart } from '../merbench/clip-part.ts';
import { explainRoot, isThere } from '../merbench/explain-root.ts';
import { listFeatureFolders } from '../merbench/list-feature-folders.ts';
import { MER_SCHEME } from '../merbench/mer-scheme.ts';
import { below, firstThere, openLabelArchive } from '../merbench/open-label-archive.ts';
import { openParts } from '../merbench/open-parts.ts';
import { readLabelTable } from '../merbench/read-label-table.ts';

const KIND = 'mer2024';
const NAMES = { labels: 'label-disdim.csv', train: 'video-labeled', test: 'video-unlabeled-with-test2noise', texts: 'label-transcription.csv', words: 'check-openset.csv' } as const;
const ARCHIVE = 'label-6way.npz';
const ARCHIVE_TEXTS = ['transcription-merge.csv', 'transcription.csv'];

/** Resolves with a MER 2024 as released (labelled and unlabelled videos, tables), or as the organisers' tools process it (one folder and an archive of labels). */
export async function openMer2024(root: string, { task = 'semi', layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const pathOf = (key: keyof typeof NAMES) => resolve(root, layout[key] ?? NAMES[key]);
  const about = { kind: KIND, root, task };
  const archive = resolve(root, layout.archive ?? ARCHIVE);
  const marks = [pathOf('labels'), pathOf('train'), pathOf('test')];
  if (layout.archive === undefined && (await firstThere(marks)) !== undefined) {
    const [texts, features, hasCandidates] = [await firstThere([pathOf('texts')]), await listFeatureFolders(root), layout.candidates !== undefined];
    const train = toTrainPart({ task, labels: pathOf('labels'), words: pathOf('words'), folder: pathOf('train') });
    const candidates = hasCandidates ? [toCandidatePart(resolve(root, layout.candidates!), pathOf('test'))] : [];
    const rest: ClipPart = { name: hasCandidates ? 'unlabelled' : 'test1', media: [pathOf('test')], unnamed: hasCandidates ? 'unlabelled' : 'test1', read: () => Promise.resolve([]) };
    return openParts(
      { ...about, ...toScheme(task), ...(features.length > 0 && { features }) },
      { parts: [train, ...candidates, rest], ...(texts !== undefined && { texts }) },
    );
  }
  if (!(await isThere(archive))) throw await explainRoot(root, 'MER 2024', [NAMES.labels, NAMES.train, NAMES.test, ARCHIVE]);
  const texts = below(root, layout.texts === undefined ? ARCHIVE_TEXTS : [layout.texts]);
  const parts = { train_corpus: 'train', test1_corpus: 'test1' };
  return openLabelArchive(about, { ...MER_SCHEME, labels: archive, media: below(root, ['video', 'audio']), texts, parts, hidden: { test1_corpus: { hasValence: false } } });
}

function toScheme(task: string): Pick<Dataset, 'classes' | 'ranges'> {
  return task === 'ov' ? {} : { classes: MER_SCHEME.classes, ranges: { valence: MER_SCHEME.valence } };
}

interface TrainFiles {
  readonly task: string;
  readonly labels: string;
  readonly words: string;
  readonly folder: string;
}

/** Words of an open vocabulary were given for few of the labelled clips; the others stay without. */
function toTrainPart({ task, labels, words, folder }: TrainFiles): ClipPart {
  return {
    name: 'train',
    media: [folder],
    unnamed: 'train',
    read: async (warn) => {
      if (task !== 'ov') return (await isThere(labels)) ? readLabelTable(labels, { ...MER_SCHEME, holds: 'emotion', split: 'train' }) : [];
      if (await isThere(words)) return readLabelTable(words, { holds: 'words', split: 'train' });
      warn('No table of words is there, so that no clip has any: name it with --layout words=FILE.');
      return [];
    },
  };
}

function toCandidatePart(path: string, folder: string): ClipPart {
  return { name: 'test1', media: [folder], read: () => readLabelTable(path, { holds: 'none', split: 'test1' }) };
}
