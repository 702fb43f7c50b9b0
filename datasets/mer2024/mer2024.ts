import type { Corpus } from '../corpus.ts';
import { openMer2024 } from './open-mer2024.ts';

const CODE = 'zeroQiaoba/MERTools 89120b7, MER2024/main-asr.py';

/** MER 2024: 5030 labelled and many unlabelled clips, among which those of the test sets are. */
export const mer2024: Corpus = {
  about: 'MER 2024: Chinese films and series, 6 emotions for each clip, or words of an open vocabulary; many clips without labels.',
  tasks: ['semi', 'ov'],
  layout: {
    labels: 'label-disdim.csv',
    train: 'video-labeled',
    test: 'video-unlabeled-with-test2noise',
    texts: 'label-transcription.csv; of a processed copy, transcription-merge.csv',
    words: 'check-openset.csv',
    candidates: 'the list of clips to predict; without it all unlabelled clips are of test1',
    archive: 'label-6way.npz, of a processed copy',
  },
  open: openMer2024,
  published: [{ task: 'semi', split: 'train', of: 'clips', count: 5030, source: CODE }],
};
