import type { Corpus } from '../corpus.ts';
import { countsOf, layoutOf, openSentiment, type SentimentCorpus } from '../merbench/open-sentiment.ts';

const CORPUS: SentimentCorpus = {
  kind: 'cmu-mosei',
  title: 'CMU-MOSEI',
  range: [-3, 3],
  media: ['subvideo', 'subaudio'],
  counts: { train: 16_326, val: 1871, test: 4659 },
};

/** CMU-MOSEI as MERBench processes it: segments of English videos, sentiment from −3 to 3. */
export const cmuMosei: Corpus = {
  about: 'CMU-MOSEI as MERBench lays it out: English videos, sentiment from -3 to 3 for each segment.',
  tasks: [],
  layout: layoutOf(CORPUS),
  open: (root, options) => openSentiment(root, CORPUS, options),
  published: countsOf(CORPUS),
};
