import type { Corpus } from '../corpus.ts';
import { countsOf, layoutOf, openSentiment, type SentimentCorpus } from '../merbench/open-sentiment.ts';

const CORPUS: SentimentCorpus = {
  kind: 'cmu-mosi',
  title: 'CMU-MOSI',
  range: [-3, 3],
  media: ['subvideo', 'subaudio'],
  counts: { train: 1284, val: 229, test: 686 },
};

/** CMU-MOSI as MERBench processes it: segments of English film reviews, sentiment from −3 to 3. */
export const cmuMosi: Corpus = {
  about: 'CMU-MOSI as MERBench lays it out: English reviews, sentiment from -3 to 3 for each segment.',
  tasks: [],
  layout: layoutOf(CORPUS),
  open: (root, options) => openSentiment(root, CORPUS, options),
  published: countsOf(CORPUS),
};
