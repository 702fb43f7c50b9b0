import type { Corpus } from '../corpus.ts';
import { countsOf, layoutOf, openSentiment, type SentimentCorpus } from '../merbench/open-sentiment.ts';

const CORPUS: SentimentCorpus = {
  kind: 'ch-sims-v2',
  title: 'CH-SIMS v2',
  range: [-1, 1],
  media: ['video', 'audio'],
  counts: { train: 2722, val: 647, test: 1034 },
};

/** CH-SIMS v2, its supervised part, as MERBench processes it: Chinese clips, sentiment from −1 to 1. */
export const chSimsV2: Corpus = {
  about: 'CH-SIMS v2 (supervised) as MERBench lays it out: Chinese clips, sentiment from -1 to 1.',
  tasks: [],
  layout: layoutOf(CORPUS),
  open: (root, options) => openSentiment(root, CORPUS, options),
  published: countsOf(CORPUS),
};
