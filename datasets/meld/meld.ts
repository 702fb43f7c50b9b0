import type { Corpus } from '../corpus.ts';
import { MELD_CLASSES, openMeld } from './open-meld.ts';

const SOURCE = 'label.npz of MERBench (zeroQiaoba/MERTools 89120b7)';
/** By class, in the order of the codes. */
const COUNTS = { train: [1109, 1743, 683, 4710, 271, 268, 1205], val: [153, 163, 111, 470, 22, 40, 150], test: [345, 402, 208, 1256, 68, 50, 281] };

/** MELD: utterances of the series Friends, seven emotions. */
export const meld: Corpus = {
  about: 'MELD: utterances of the series Friends, 7 emotions for each; as released or as MERBench lays it out.',
  tasks: [],
  layout: {
    train: 'train',
    dev: 'dev',
    test: 'test',
    trainLabels: 'train_sent_emo.csv',
    devLabels: 'dev_sent_emo.csv',
    testLabels: 'test_sent_emo.csv',
    labels: 'label.npz, of a processed copy',
    media: 'subvideo, of a processed copy',
    sound: 'subaudio, of a processed copy',
    texts: 'transcription-engchi-polish.csv or transcription.csv, of a processed copy',
  },
  open: openMeld,
  published: Object.entries(COUNTS).flatMap(([split, counts]) => [
    { split, of: 'clips', count: counts.reduce((sum, count) => sum + count, 0), source: SOURCE },
    ...MELD_CLASSES.map((name, index) => ({ split, of: { class: name }, count: counts[index]!, source: SOURCE })),
  ]),
};
