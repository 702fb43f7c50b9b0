import type { Corpus, CorpusOptions, PublishedCount } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import { openNamedFiles } from '../named-files/open-named-files.ts';
import { CREMA_CLASSES, readCremaName } from './read-crema-name.ts';
import { readCremaVotes, VOTED_ON, type CremaVotes } from './read-crema-votes.ts';

const SOURCE = 'Cao et al. 2014, doi 10.1109/TAFFC.2014.2336244; per class: as commonly reported';

/** CREMA-D: 91 actors say twelve sentences; the file names are the labels, and votes of listeners are joined where their table is there. */
export const cremaD: Corpus = {
  about: 'CREMA-D: 91 actors say twelve sentences in six emotions; labels are the file names, with the votes of 2443 people',
  tasks: Object.keys(VOTED_ON),
  layout: { votes: 'processedResults/tabulatedVotes.csv' },
  open: openCremaD,
  published: [
    { split: 'all', of: 'clips', count: 7442, source: SOURCE },
    { split: 'all', of: 'speakers', count: 91, source: SOURCE },
    ...Object.entries({ anger: 1271, disgust: 1271, fear: 1271, happy: 1271, neutral: 1087, sad: 1271 }).map(
      ([name, count]): PublishedCount => ({ split: 'all', of: { class: name }, count, source: SOURCE }),
    ),
  ],
};

async function openCremaD(root: string, { task = 'audio-visual', layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const dataset = await openNamedFiles({ kind: 'crema-d', root, task, classes: CREMA_CLASSES }, { read: readCremaName, example: 'AudioWAV/1001_DFA_ANG_XX.wav', leftOut: 'are left out' });
  const voted = await readCremaVotes(root, task as keyof typeof VOTED_ON, layout.votes);
  if (voted === undefined) return dataset;
  const { votes } = voted;
  return {
    ...dataset,
    warnings: [...dataset.warnings, ...(await describeVotes(dataset, voted))],
    async *[Symbol.asyncIterator]() {
      for await (const clip of dataset) yield votes.has(clip.clip) ? { ...clip, labels: { ...clip.labels, votes: votes.get(clip.clip)! } } : clip;
    },
  };
}

async function describeVotes(dataset: Dataset, { path, votes, winnersOnly }: CremaVotes): Promise<string[]> {
  let missing = 0;
  for await (const { clip } of dataset) if (!votes.has(clip)) missing++;
  return [
    ...(winnersOnly ? [`${path} tells only which emotions most people chose; each counts as one vote.`] : []),
    ...(missing > 0 ? [`${missing} clips have no votes in ${path}.`] : []),
  ];
}
