import type { Corpus } from '../corpus.ts';
import { openMerTracks } from '../merbench/open-mer-tracks.ts';

const README = 'zeroQiaoba/MERTools 89120b7, MER2025/MER2025_Track1/README.md';
const EVALUATION = 'zeroQiaoba/MERTools 89120b7, MER2025/MER2025_Track1/evaluation.py';
const TRACKS = {
  kind: 'mer2025',
  title: 'MER 2025',
  candidates: 'track_all_candidates.csv',
  tasks: {
    semi: { train: 'track1_train_disdim.csv', test: 'track1_test_dis.csv', holds: 'emotion' },
    fg: { train: 'track2_train_ovmerd.csv', test: 'track2_test.csv', holds: 'words' },
    'fg-captions': { train: 'track2_train_mercaptionplus.csv', test: 'track2_test.csv', holds: 'words' },
  },
} as const;

/** MER 2025: 132 171 clips in one folder, of which a table labels some and another lists 20 000 to predict. */
export const mer2025: Corpus = {
  about: 'MER 2025: Chinese films and series, 6 emotions for each clip, or words of an open vocabulary; most clips without labels.',
  tasks: Object.keys(TRACKS.tasks),
  layout: {
    train: 'track1_train_disdim.csv; track2_train_ovmerd.csv for fg, track2_train_mercaptionplus.csv for fg-captions',
    candidates: TRACKS.candidates,
    test: 'track1_test_dis.csv or track2_test.csv, where labels are out',
    media: 'video',
    sound: 'audio',
    texts: 'subtitle_chieng.csv; of a processed copy, track1_subtitle_chieng.csv',
    archive: 'track1_label_6way.npz, of a processed copy',
  },
  open: (root, options) => openMerTracks(root, TRACKS, options),
  published: [
    { task: 'semi', split: 'train', of: 'clips', count: 7369, source: README },
    ...Object.keys(TRACKS.tasks).flatMap((task) => [
      { task, split: 'test1', of: 'clips' as const, count: 20_000, source: EVALUATION },
      { task, split: 'all', of: 'clips' as const, count: 132_171, source: README },
    ]),
  ],
};
