import type { Corpus } from '../corpus.ts';
import { countsOf, layoutOf, openSentiment, type SentimentCorpus } from '../merbench/open-sentiment.ts';

const CORPUS: SentimentCorpus = {
  kind: 'ch-sims',
  title: 'CH-SIMS',
  range: [-1, 1],
  media: ['video', 'audio'],
  counts: { train: 1368, val: 456, test: 457 },
};

/** CH-SIMS as MERBench processes it: Chinese clips, sentiment from −1 to 1. */
export const chSims: Corpus = {
  about: 'CH-SIMS as MERBench lays it out: Chinese clips, sentiment from -1 to 1.',
  tasks: [],
  layout: layoutOf(CORPUS),
  open: (root, options) => openSentiment(root, CORPUS, options),
  published: countsOf(CORPUS),
};
