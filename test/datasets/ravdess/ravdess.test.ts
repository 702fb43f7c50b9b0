import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ravdess } from '../../../datasets/ravdess/ravdess.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';

test('a file name says emotion, speaker, sentence and intensity', async () => {
  const root = await corpusTree(['Actor_12/03-01-06-02-02-01-12.wav']);
  const dataset = await ravdess.open(root);
  expect(await clipsOf(dataset)).toEqual([
    {
      clip: '03-01-06-02-02-01-12',
      speaker: '12',
      media: join(root, 'Actor_12/03-01-06-02-02-01-12.wav'),
      texts: { english: 'Dogs are sitting by the door' },
      labels: { expression: 5 },
      facts: { modality: 'sound', channel: 'speech', intensity: 'strong', statement: '2', repetition: '1', sex: 'female' },
    },
  ]);
  expect(dataset.classes).toEqual(['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised']);
});

test('a performance that is there as picture and sound, picture, and sound is one clip', async () => {
  const root = await corpusTree(['03-01-05-01-01-01-03.wav', '01-01-05-01-01-01-03.mp4', '02-01-05-01-01-01-03.mp4', '02-01-04-01-01-01-03.mp4', '03-01-04-01-01-01-03.flac']);
  const dataset = await ravdess.open(root);
  expect((await clipsOf(dataset)).map(({ clip }) => clip)).toEqual(['01-01-05-01-01-01-03', '03-01-04-01-01-01-03']);
  expect(dataset.warnings).toEqual([expect.stringMatching(/^3 files show a recording/)]);
});

test('songs are a task of their own', async () => {
  const root = await corpusTree(['03-02-05-01-01-01-03.wav', '03-01-05-01-01-01-03.wav']);
  expect((await clipsOf(await ravdess.open(root))).map(({ clip }) => clip)).toEqual(['03-01-05-01-01-01-03']);
  expect((await clipsOf(await ravdess.open(root, { task: 'song' }))).map(({ clip }) => clip)).toEqual(['03-02-05-01-01-01-03']);
  expect((await ravdess.open(root)).warnings).toEqual(['1 of 2 files are of another task than "speech".']);
});

test('the same clips come in the same order twice, and files of other kinds are passed over', async () => {
  const root = await corpusTree(['Actor_02/03-01-01-01-01-01-02.wav', 'Actor_01/03-01-02-01-01-01-01.wav', 'Actor_01/03-01-01-01-01-01-01.wav', 'README.md', '.hidden.wav']);
  const dataset = await ravdess.open(root);
  const clips = (await clipsOf(dataset)).map(({ clip }) => clip);
  expect(clips).toEqual(['03-01-01-01-01-01-01', '03-01-02-01-01-01-01', '03-01-01-01-01-01-02']);
  expect((await clipsOf(dataset)).map(({ clip }) => clip)).toEqual(clips);
});

test('an actor in the folder of another is warned of', async () => {
  expect((await ravdess.open(await corpusTree(['Actor_06/03-01-01-01-01-01-05.wav']))).warnings).toEqual([expect.stringMatching(/is of actor 05 by its name, which is believed, and lies in the folder of actor 06/)]);
});

test.each([
  ['holiday.mp4', /holiday\.mp4: is not named by seven numbers/],
  ['03-01-09-01-01-01-01.wav', /has the emotion 09, and there are 01 to 08/],
  ['03-01-01-02-01-01-01.wav', /is neutral and strong/],
  ['03-01-02-01-01-01-25.wav', /has the actor 25, and there are 01 to 24/],
])('%s is refused by name', async (name, message) => {
  await expect(ravdess.open(await corpusTree([name]))).rejects.toThrow(message);
});

test('a file that is there twice, and a folder without any, are refused', async () => {
  await expect(ravdess.open(await corpusTree(['a/03-01-02-01-01-01-01.wav', 'b/03-01-02-01-01-01-01.wav']))).rejects.toThrow(/is the same recording as .*Keep one/);
  await expect(ravdess.open(await corpusTree(['ravdess.zip']))).rejects.toThrow(/has no video or sound files in it; files like Actor_12\/\S+ are expected/);
  await expect(ravdess.open('/nowhere')).rejects.toThrow('/nowhere: does not exist');
});

test('published counts of classes add up to those of clips', () => {
  for (const task of ravdess.tasks) {
    const of = ravdess.published.filter((each) => each.task === task);
    expect(of.reduce((sum, each) => sum + (typeof each.of === 'object' ? each.count : 0), 0)).toBe(of.find((each) => each.of === 'clips')!.count);
  }
});
