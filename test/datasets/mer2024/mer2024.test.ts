import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mer2024 } from '../../../datasets/mer2024/mer2024.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import { labelsOf, messageOf, splitsOf } from '../merbench/label-tree.ts';

const RELEASE = {
  'label-disdim.csv': 'name,discrete,valence\nsamplenew_2,worried,-2.5\nsamplenew_1,happy,2\n',
  'label-transcription.csv': 'name,chinese\nsamplenew_1,好\n',
  'video-labeled/samplenew_1.mp4': '',
  'video-labeled/samplenew_2.mp4': '',
  'video-unlabeled-with-test2noise/samplenew_9.mp4': '',
  'video-unlabeled-with-test2noise/samplenew_8.mp4': '',
} as const;

test('labelled clips are for training, and unlabelled ones are those to predict', async () => {
  const root = await corpusTree(RELEASE);
  const clips = await clipsOf(await mer2024.open(root));
  expect(splitsOf(clips)).toEqual({ train: ['samplenew_2', 'samplenew_1'], test1: ['samplenew_8', 'samplenew_9'] });
  expect(clips[1]).toEqual({ clip: 'samplenew_1', split: 'train', labels: { expression: 2, valence: 2 }, media: join(root, 'video-labeled/samplenew_1.mp4'), texts: { chinese: '好' } });
  expect(clips[2]).not.toHaveProperty('labels');
});

test('with a list of candidates only those are to be predicted, in its order (trap 26)', async () => {
  const root = await corpusTree({ ...RELEASE, 'list.csv': 'name\nsamplenew_9\n' });
  expect(splitsOf(await clipsOf(await mer2024.open(root, { layout: { candidates: 'list.csv' } })))).toMatchObject({ test1: ['samplenew_9'], unlabelled: ['samplenew_8'] });
});

test('words of an open vocabulary are read as Python writes lists', async () => {
  const root = await corpusTree({ ...RELEASE, 'check-openset.csv': 'name,openset\nsamplenew_1,"[\'excited\', \'self-deprecating\', \'happy\']"\nsamplenew_2,[]\n' });
  const dataset = await mer2024.open(root, { task: 'ov' });
  expect(labelsOf(await clipsOf(dataset))).toMatchObject({ samplenew_1: { words: ['excited', 'self-deprecating', 'happy'] }, samplenew_2: undefined });
  expect(dataset).not.toHaveProperty('classes');
});

test('without a table of words it is said what is missing', async () => {
  const dataset = await mer2024.open(await corpusTree(RELEASE), { task: 'ov' });
  expect((await clipsOf(dataset)).every(({ labels }) => labels === undefined)).toBe(true);
  expect(dataset.warnings).toEqual([expect.stringMatching(/^No table of words is there.*--layout words=FILE/)]);
});

test('another folder is refused with what was looked for', async () => {
  expect(await messageOf(async () => mer2024.open(await corpusTree({ 'x.csv': '' })))).toMatch(/^UNKNOWN_LAYOUT .*is no MER 2024: none of label-disdim\.csv, video-labeled, video-unlabeled-with-test2noise, label-6way\.npz is there; it holds "x\.csv"/);
});
