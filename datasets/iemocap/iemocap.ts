import { resolve } from 'node:path';
import type { Corpus, CorpusOptions } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import { explainRoot, isThere } from '../merbench/explain-root.ts';
import { below, openLabelArchive } from '../merbench/open-label-archive.ts';
import type { ClipIdentity } from '../tables/clip-labels.ts';

const SOURCE = 'label_4way.npz and label_6way.npz of MERBench (zeroQiaoba/MERTools 89120b7)';
/** The order is that of the codes in the archives; excited clips count as happy among four classes. */
const CLASSES = { four: ['happy', 'sad', 'neutral', 'angry'], six: ['happy', 'sad', 'neutral', 'angry', 'excited', 'frustrated'] } as const;
const ARCHIVES = { four: 'label_4way.npz', six: 'label_6way.npz' } as const;
const COUNTS = { four: [1636, 1084, 1708, 1103], six: [648, 1084, 1708, 1103, 1041, 1849] } as const;
const TEXTS = ['transcription-engchi-polish.csv', 'transcription.csv'];
const TASKS = ['six', 'four'] as const;

/** IEMOCAP as MERBench processes it: utterances of two actors in each of five sessions, which are the folds. */
export const iemocap: Corpus = {
  about: 'IEMOCAP as MERBench lays it out: English dialogues of ten actors, 6 or 4 emotions for each utterance.',
  tasks: TASKS,
  layout: { labels: 'label_6way.npz; label_4way.npz for four', media: 'subvideo-tgt, the half of the picture that shows the speaker', sound: 'subaudio', texts: TEXTS.join(' or ') },
  open: openIemocap,
  published: TASKS.flatMap((task) => [
    { task, split: 'all', of: 'clips', count: COUNTS[task].reduce((sum, count) => sum + count, 0), source: SOURCE },
    ...CLASSES[task].map((name, index) => ({ task, split: 'all', of: { class: name }, count: COUNTS[task][index]!, source: SOURCE })),
  ]),
};

async function openIemocap(root: string, { task = 'six', layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const ways = task === 'four' ? 'four' : 'six';
  const labels = resolve(root, layout.labels ?? ARCHIVES[ways]);
  if (!(await isThere(labels))) throw await explainRoot(root, 'IEMOCAP', [layout.labels ?? ARCHIVES[ways]]);
  return openLabelArchive(
    { kind: 'iemocap', root, task: ways },
    {
      labels,
      media: below(root, [layout.media ?? 'subvideo-tgt', layout.sound ?? 'subaudio']),
      texts: below(root, layout.texts === undefined ? TEXTS : [layout.texts]),
      classes: CLASSES[ways],
      parts: { whole_corpus: undefined },
      identify,
    },
  );
}

/** `Ses01F_impro01_M003`: session 1, whose actress wears the markers; its actor speaks. */
function identify(clip: string): Partial<ClipIdentity> {
  const [, session, dialogue, gender] = /^(Ses\d\d)([FM]_.+)_([FM])[^_]*$/.exec(clip) ?? [];
  if (session === undefined) return {};
  return { speaker: `${session}${gender!}`, video: `${session}${dialogue!}`, fold: session };
}
