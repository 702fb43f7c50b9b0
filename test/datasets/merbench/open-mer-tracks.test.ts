import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mer2025 } from '../../../datasets/mer2025/mer2025.ts';
import { mer2026 } from '../../../datasets/mer2026/mer2026.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import { labelsOf, labelTree, messageOf, splitsOf } from './label-tree.ts';

const SHARED = {
  'subtitle_chieng.csv': 'name,chinese,english\nsamplenew_1,好,good\nsamplenew_9,,\n',
  'video/samplenew_1.mp4': '',
  'video/samplenew_5.mp4': '',
  'audio/samplenew_1.wav': '',
  'audio/samplenew_5.wav': '',
  'audio/samplenew_9.wav': '',
} as const;
const MER2025 = {
  ...SHARED,
  'track1_train_disdim.csv': 'name,discrete,valence\nsamplenew_1,worried,-2.5\n',
  'track_all_candidates.csv': 'name\nsamplenew_9\nsamplenew_8\n',
  'track2_train_ovmerd.csv': 'name,openset\nsamplenew_1,"[\'worried\', \'Hesitant\']"\n',
  'track2_train_mercaptionplus.csv': 'name,openset\nsamplenew_5,"calm, warm"\n',
} as const;

test('a table labels training clips, a list names those to predict, and the others are unlabelled (trap 26)', async () => {
  const dataset = await mer2025.open(await corpusTree(MER2025));
  const clips = await clipsOf(dataset);
  expect(splitsOf(clips)).toEqual({ train: ['samplenew_1'], test1: ['samplenew_9', 'samplenew_8'], unlabelled: ['samplenew_5'] });
  expect(clips[0]).toEqual({ clip: 'samplenew_1', split: 'train', labels: { expression: 4, valence: -2.5 }, media: join(dataset.root, 'video/samplenew_1.mp4'), texts: { chinese: '好', english: 'good' } });
  expect(clips[1]).toEqual({ clip: 'samplenew_9', split: 'test1', media: join(dataset.root, 'audio/samplenew_9.wav') });
  expect(dataset.warnings).toEqual(['1 of 2 clips of test1 have no media in video: "samplenew_8".']);
});

test.each([
  ['fg', { samplenew_1: { words: ['worried', 'hesitant'] } }],
  ['fg-captions', { samplenew_5: { words: ['calm', 'warm'] } }],
])('words of an open vocabulary are a task: %s', async (task, expected) => {
  const dataset = await mer2025.open(await corpusTree(MER2025), { task });
  const clips = await clipsOf(dataset);
  expect(labelsOf(clips.filter(({ split }) => split === 'train'))).toEqual(expected);
  expect(dataset).not.toHaveProperty('classes');
});

test('labels of test clips are read where they are out, and the clips to predict stay complete (trap 26)', async () => {
  const dataset = await mer2025.open(await corpusTree({ ...MER2025, 'track1_test_dis.csv': 'name,discrete\nsamplenew_8,sad\n' }));
  const clips = await clipsOf(dataset);
  expect(splitsOf(clips).test1).toEqual(['samplenew_9', 'samplenew_8']);
  expect(labelsOf(clips)).toMatchObject({ samplenew_9: undefined, samplenew_8: { expression: 3 } });
});

test('a clip to predict that is also labelled for training is not trained on (trap 26)', async () => {
  const dataset = await mer2025.open(await corpusTree({ ...MER2025, 'track_all_candidates.csv': 'name\nsamplenew_1\n' }));
  const clips = await clipsOf(dataset);
  expect(splitsOf(clips)).toMatchObject({ test1: ['samplenew_1'] });
  expect(clips[0]).not.toHaveProperty('labels');
  expect(dataset.warnings[0]).toMatch(/^1 clips are labelled for training and are to be predicted/);
});

test('a processed copy whose test clips are all neutral has placeholders for labels (trap 25)', async () => {
  const dataset = await mer2025.open(await labelTree('track1_label_6way.npz', 'mer2025', { 'track1_subtitle_chieng.csv': 'name,chinese,english\nsamplenew_1,好,good\n' }));
  const clips = await clipsOf(dataset);
  expect(labelsOf(clips)).toEqual({ samplenew_1: { expression: 4 }, samplenew3_1: undefined, samplenew3_2: undefined });
  expect(clips[0]!.texts).toEqual({ chinese: '好', english: 'good' });
});

test.each([
  ['cross', 'track1_train.csv', 'name,discrete\nsamplenew_1,worried\n', { expression: 4 }],
  ['fg', 'track2_train_human.csv', 'name,openset\nsamplenew_1,"[\'tense\']"\n', { words: ['tense'] }],
  ['fg-captions', 'track2_train_mercaptionplus.csv', 'name,openset\nsamplenew_1,tense\n', { words: ['tense'] }],
])('MER 2026 has tables of its own: %s', async (task, table, content, labels) => {
  const root = await corpusTree({ ...SHARED, [table]: content, 'track1_track2_candidate.csv': 'name\nsamplenew_9\n' });
  const clips = await clipsOf(await mer2026.open(root, { task }));
  expect([splitsOf(clips), clips[0]!.labels]).toEqual([{ train: ['samplenew_1'], test1: ['samplenew_9'], unlabelled: ['samplenew_5'] }, labels]);
});

test('a folder without tables is refused with those of the task', async () => {
  const root = await corpusTree(SHARED);
  expect(await messageOf(() => mer2025.open(root, { task: 'fg' }))).toMatch(/^UNKNOWN_LAYOUT .*none of track2_train_ovmerd\.csv, track_all_candidates\.csv is there; it holds "audio", "subtitle_chieng\.csv", "video"/);
  expect(await messageOf(() => mer2026.open(root))).toMatch(/^UNKNOWN_LAYOUT .*none of track1_train\.csv, track1_track2_candidate\.csv, track1_label_6way\.npz/);
});
