import type { Corpus } from '../corpus.ts';
import { openMer2023 } from './open-mer2023.ts';

const PAPER = 'arXiv 2304.08981, Table 1';
const ARCHIVE = 'label-6way.npz of MERBench (zeroQiaoba/MERTools 89120b7)';
const CLASSES = {
  train: { neutral: 871, angry: 822, happy: 689, sad: 383, worried: 462, surprise: 146 },
  test1: { neutral: 88, angry: 105, happy: 93, sad: 50, worried: 57, surprise: 18 },
  test2: { neutral: 123, angry: 98, happy: 87, sad: 40, worried: 52, surprise: 12 },
  test3: { neutral: 166, angry: 183, happy: 169, sad: 257, worried: 45, surprise: 14 },
};

/** MER 2023: clips of Chinese films and series, six emotions and valence from −5 to 5. The clips of test3 that are not scored have no label. */
export const mer2023: Corpus = {
  about: 'MER 2023: Chinese films and series, 6 emotions and valence for each clip; three test sets.',
  tasks: [],
  layout: {
    train: 'train',
    test1: 'test1',
    test2: 'test2',
    test3: 'test3',
    trainLabels: 'train-label.csv',
    test1Labels: 'test1-label.csv',
    test2Labels: 'test2-label.csv',
    test3Labels: 'test3-label.csv',
    labels: 'label-6way.npz, of a processed copy',
    media: 'video, of a processed copy',
    texts: 'transcription-engchi-polish.csv or transcription.csv',
  },
  open: openMer2023,
  published: [
    { split: 'train', of: 'clips', count: 3373, source: PAPER },
    { split: 'test1', of: 'clips', count: 411, source: PAPER },
    { split: 'test2', of: 'clips', count: 412, source: PAPER },
    { split: 'test3', of: 'clips', count: 834 + 73_148, source: PAPER },
    ...Object.entries(CLASSES).flatMap(([split, classes]) => Object.entries(classes).map(([name, count]) => ({ split, of: { class: name }, count, source: ARCHIVE }))),
  ],
};
