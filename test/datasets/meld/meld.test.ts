import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { meld } from '../../../datasets/meld/meld.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import { labelTree, messageOf, splitsOf } from '../merbench/label-tree.ts';

const HEADER = 'Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n';
const row = (dialogue: number, utterance: number, emotion = 'joy', text = 'Yes, sure!') => `1,"${text}",Monica,${emotion},positive,${dialogue},${utterance},4,7,"00:20:57,256","00:21:00,049"\n`;
const REAL = join(import.meta.dirname, '../../../../shared/assets/text/meld');

test('an utterance has a name of its part, speaker, sentence, emotion, episode and times', async () => {
  const root = await corpusTree({ 'dev_sent_emo.csv': HEADER + row(0, 1), 'dev/dia0_utt1.mp4': '' });
  const dataset = await meld.open(root);
  expect(await clipsOf(dataset)).toEqual([
    {
      clip: 'val_dia0_utt1',
      split: 'val',
      speaker: 'Monica',
      video: 'val_dia0',
      texts: { english: 'Yes, sure!' },
      labels: { expression: 1 },
      facts: { episode: 's04e07', start: '00:20:57,256', end: '00:21:00,049', sentiment: 'positive' },
      media: join(root, 'dev/dia0_utt1.mp4'),
    },
  ]);
  expect(dataset.warnings).toEqual(['Tables are there for val only.']);
});

test('names that begin anew in each part stay apart', async () => {
  const clips = await clipsOf(await meld.open(await corpusTree({ 'train_sent_emo.csv': HEADER + row(0, 0), 'dev_sent_emo.csv': HEADER + row(0, 0, 'anger'), 'test_sent_emo.csv': HEADER + row(0, 0, 'surprise') })));
  expect(clips.map(({ clip, split, labels }) => [clip, split, labels!.expression])).toEqual([['train_dia0_utt0', 'train', 1], ['val_dia0_utt0', 'val', 0], ['test_dia0_utt0', 'test', 6]]);
});

test('an apostrophe of Windows that was lost between encodings is one again', async () => {
  const [clip] = await clipsOf(await meld.open(await corpusTree({ 'train_sent_emo.csv': HEADER + row(0, 0, 'joy', 'It\u0092s me') })));
  expect(clip!.texts).toEqual({ english: 'It’s me' });
});

test('a table without times and episodes is read', async () => {
  const [clip] = await clipsOf(await meld.open(await corpusTree({ 'train_sent_emo.csv': 'Utterance,Speaker,Emotion,Dialogue_ID,Utterance_ID\nHi,Joey,joy,3,2\n' })));
  expect(clip).toEqual({ clip: 'train_dia3_utt2', split: 'train', video: 'train_dia3', speaker: 'Joey', texts: { english: 'Hi' }, labels: { expression: 1 } });
});

test.each([
  ['an utterance twice', HEADER + row(0, 0) + row(1, 0) + row(0, 0), /^DUPLICATE .*"train_dia0_utt0" in line 2 and in line 4/],
  ['an unknown emotion', HEADER + row(0, 0, 'happy'), /^UNKNOWN_CLASS .*line 2: .*"happy", and the classes are anger, joy, sadness, neutral, disgust, fear, surprise/],
  ['an id that is no number', HEADER + row(0, 0).replace(',0,0,', ',x,0,'), /^BAD_VALUE .*line 2 has "x" for "Dialogue_ID"/],
  ['a renamed column', HEADER.replace('Emotion', 'Label') + row(0, 0), /^UNKNOWN_COLUMN .*no column "Emotion"/],
])('a table with %s is refused with the line', async (_, table, message) => {
  const root = await corpusTree({ 'train_sent_emo.csv': table });
  expect(await messageOf(() => meld.open(root))).toMatch(message);
});

test('a copy of MERBench has the same names and codes, and no valence (trap 25)', async () => {
  const root = await labelTree('label.npz', 'meld', { 'subvideo/train_dia0_utt0.mp4': '', 'transcription-engchi-polish.csv': 'name,chinese,english\ntrain_dia0_utt0,好,Good.\n' });
  const dataset = await meld.open(root);
  const clips = await clipsOf(dataset);
  expect(clips[0]).toEqual({ clip: 'train_dia0_utt0', split: 'train', video: 'train_dia0', labels: { expression: 3 }, media: join(root, 'subvideo/train_dia0_utt0.mp4'), texts: { chinese: '好', english: 'Good.' } });
  expect(clips.map(({ labels }) => labels)).toEqual([{ expression: 3 }, { expression: 6 }, { expression: 2 }, { expression: 0 }]);
  expect(dataset).not.toHaveProperty('ranges');
});

test.skipIf(!existsSync(REAL))('the real tables have as many utterances of each emotion as the labels of MERBench', async () => {
  const clips = await clipsOf(await meld.open(REAL));
  expect(Object.entries(splitsOf(clips)).map(([split, names]) => [split, names.length])).toEqual([['train', 9989], ['val', 1109]]);
  expect(new Set(clips.map(({ video }) => video)).size).toBe(1038 + 114); // Dialogues of train and dev, counted with the csv module of Python
  const known = meld.published.filter(({ split, of }) => split !== 'test' && typeof of === 'object');
  const counted = known.map(({ split, of }) => clips.filter(({ labels, split: part }) => part === split && labels!.expression === ['anger', 'joy', 'sadness', 'neutral', 'disgust', 'fear', 'surprise'].indexOf((of as { class: string }).class)).length);
  expect(counted).toEqual(known.map(({ count }) => count));
});

if (!existsSync(REAL)) console.warn('Skipped: the tables of MELD are not at hand.');
