import { expect, test } from 'vitest';
import { openAffWild2 } from '../../../datasets/aff-wild2/open-aff-wild2.ts';
import { AU, clipsOf, crops, lines, tree } from './tree.ts';

const HEADER = 'image,valence,arousal,expression,aus';
const ON = Array.from({ length: 12 }, () => '1').join(',');
const OFF = ON.replaceAll('1', '0');
const TRAIN = lines(HEADER, `1_left/00002.jpg,0.5,-0.5,3,${ON}`, `2/00001.jpg,-5,-5,-1,${OFF}`, `1_left/00004.jpg,-5,0.1,7,${OFF.replace('0', '-1')}`);

test.each([
  ['Third ABAW Annotations/MTL_Challenge/train_set.txt', 'Third ABAW Annotations/MTL_Challenge/validation_set.txt'],
  ['training_set_annotations.txt', 'validation_set_annotations.txt'],
  ['4th_ABAW_Annotations/training_set_annotations.txt', '4th_ABAW_Annotations/validation_set_annotations.txt'],
])('rows of the multi-task set become clips whose other frames have no label: %s (trap 3)', async (train, validation) => {
  const root = tree({ [train]: TRAIN, [validation]: lines(HEADER, `3/00001.jpg,0,0,0,${OFF}`), 'batch1/1.mp4': '', ...crops('cropped_aligned/1_left', [2, 4]) });
  const dataset = await openAffWild2(root, { task: 'mtl' });
  const clips = await clipsOf(dataset);
  expect(clips.map(({ clip, video, split }) => [clip, video, split])).toEqual([
    ['1_left', '1', 'train'],
    ['2', '2', 'train'],
    ['3', '3', 'validation'],
  ]);
  const answer = await clips[0]!.frames!();
  expect(answer.length).toBe(4);
  expect([...answer.valence!]).toEqual([NaN, 0.5, NaN, NaN]);
  expect([...answer.arousal!]).toEqual([NaN, -0.5, NaN, NaN]);
  expect([...answer.expression!]).toEqual([-1, 3, -1, 7]);
  expect([...answer.units!.subarray(12, 24)]).toEqual(Array<number>(12).fill(1));
  expect([...answer.units!.subarray(36)]).toEqual(Array<number>(12).fill(-1));
  expect([clips[0]!.media?.endsWith('batch1/1.mp4'), (await clips[0]!.crops!()).numbers]).toEqual([true, Int32Array.of(2, 4)]);
  expect([dataset.classes?.length, dataset.units?.length, dataset.ranges?.valence]).toEqual([8, 12, [-1, 1]]);
});

test('a header that names each action unit is understood', async () => {
  const root = tree({ 'training_set_annotations.txt': lines(`image,valence,arousal,expression,${AU}`, `1/00001.jpg,0,0,1,${OFF}`) });
  expect(await clipsOf(await openAffWild2(root, { task: 'mtl' }))).toHaveLength(1);
});

test.each([
  [`1/00001.jpg,2,0,0,${OFF}`, 'BAD_VALUE', 'holds the valence 2'],
  [`1/00001.jpg,0,0,9,${OFF}`, 'BAD_VALUE', 'holds the expression 9'],
  [`1/00001.jpg,0,0,0,${OFF.replace('0', '3')}`, 'BAD_VALUE', 'holds 3 for AU1'],
  ['1/00001.jpg,0,0,0', 'BAD_VALUE', 'has 3 numbers, and 15 are expected'],
  [`../1/00001.jpg,0,0,0,${OFF}`, 'BAD_NAME', 'names a folder outside the corpus'],
  [`1/00001.txt,0,0,0,${OFF}`, 'BAD_NAME', 'does not name a picture'],
  [`2/00007.jpg,0,0,0,${OFF}`, 'DUPLICATE', 'lists frame 7 of "2" again'],
])('the row "%s" is refused with its line', async (row, code, what) => {
  const root = tree({ 'training_set_annotations.txt': lines(HEADER, `2/00007.jpg,0,0,0,${OFF}`, row) });
  const dataset = await openAffWild2(root, { task: 'mtl' });
  await expect(clipsOf(dataset)).rejects.toMatchObject({ code, detail: expect.stringMatching(/^line 3/), message: expect.stringContaining(what) });
});
