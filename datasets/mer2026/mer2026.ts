import type { Corpus } from '../corpus.ts';
import { openMerTracks } from '../merbench/open-mer-tracks.ts';

const README = 'zeroQiaoba/MERTools 89120b7, MER2026/README.md';
const TRACKS = {
  kind: 'mer2026',
  title: 'MER 2026',
  candidates: 'track1_track2_candidate.csv',
  tasks: {
    cross: { train: 'track1_train.csv', test: 'track1_test.csv', holds: 'emotion' },
    fg: { train: 'track2_train_human.csv', test: 'track2_test.csv', holds: 'words' },
    'fg-captions': { train: 'track2_train_mercaptionplus.csv', test: 'track2_test.csv', holds: 'words' },
  },
} as const;

/** MER 2026: 132 171 clips in one folder, of which a table labels some and another lists 20 000 to predict. */
export const mer2026: Corpus = {
  about: 'MER 2026: Chinese films and series, 6 emotions for each clip, of the listener in tests, or words of an open vocabulary; most clips without labels.',
  tasks: Object.keys(TRACKS.tasks),
  layout: {
    train: 'track1_train.csv; track2_train_human.csv for fg, track2_train_mercaptionplus.csv for fg-captions',
    candidates: TRACKS.candidates,
    test: 'track1_test.csv or track2_test.csv, where labels are out',
    media: 'video',
    sound: 'audio',
    texts: 'subtitle_chieng.csv; of a processed copy, track1_subtitle_chieng.csv',
    archive: 'track1_label_6way.npz, of a processed copy',
  },
  open: (root, options) => openMerTracks(root, TRACKS, options),
  published: [
    { task: 'cross', split: 'train', of: 'clips', count: 9395, source: README },
    { task: 'fg', split: 'train', of: 'clips', count: 1532, source: README },
    { task: 'fg-captions', split: 'train', of: 'clips', count: 31_327, source: README },
    ...Object.keys(TRACKS.tasks).flatMap((task) => [
      { task, split: 'test1', of: 'clips' as const, count: 20_000, source: README },
      { task, split: 'all', of: 'clips' as const, count: 132_171, source: README },
    ]),
  ],
};
