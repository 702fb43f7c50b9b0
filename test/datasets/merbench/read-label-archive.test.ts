import { expect, test } from 'vitest';
import { mer2023 } from '../../../datasets/mer2023/mer2023.ts';
import { clipsOf } from '../corpus-tree.ts';
import { labelTree, messageOf } from './label-tree.ts';

test.each([
  ['class', /^UNKNOWN_CLASS .*\(train_corpus\): the clip "sample_1" is labelled "disgust", and the classes are 0 neutral, 1 angry, 2 happy, 3 sad, 4 worried, 5 surprise\./],
  ['code', /^UNKNOWN_CLASS .*is labelled "6"/],
  ['range', /^BAD_VALUE .*the clip "sample_1" has the valence 5\.5, which is not within \[-5, 5\]/],
  ['text', /^BAD_VALUE .*has the valence high/],
  ['key', /^BAD_VALUE .*the clip "sample_1" has "emotion", and only "emo" and "val" are known/],
  ['entry', /^BAD_VALUE .*the clip "sample_1" has no dict of labels/],
  ['list', /^WRONG_SHAPE .*\(train_corpus\): is not one dict of clips/],
  ['array', /^UNKNOWN_COLUMN .*holds the array "dev_corpus", and labels of this corpus are in train_corpus, test1_corpus/],
  ['outside', /^BAD_NAME .*the name of a clip, "\.\.\/x", leads out of its folder/],
  ['number', /^BAD_NAME .*the name of a clip, "7", is no text/],
  ['twice', /^DUPLICATE .*has the clip "sample_1" in train and in test1/],
] as const)('an archive of labels with a wrong %s is refused by array and clip', async (archive, message) => {
  const root = await labelTree('label-6way.npz', archive);
  expect(await messageOf(() => mer2023.open(root))).toMatch(message);
});

test('a valence that is not a number is none', async () => {
  const dataset = await mer2023.open(await labelTree('label-6way.npz', 'nan'));
  expect((await clipsOf(dataset)).map(({ labels }) => labels)).toEqual([{ expression: 2 }]);
});
