import { expect, test } from 'vitest';
import { folder } from '../../../datasets/folder/folder.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';

const TABLE = '\uFEFFName,Emotion,valence,speaker,split,Text\r\na,Happy,0.5,p1,train,"Hello, you"\r\nsub/b.mp4,sad,,p2,val,\r\n';
const FILES = { 'labels.csv': TABLE, 'a.mp4': '', 'sub/b.mp4': '', 'c.wav': '' };

test('a table labels the files that it names, with or without ending, by name or path', async () => {
  const dataset = await folder.open(await corpusTree(FILES));
  expect(await clipsOf(dataset)).toEqual([
    { clip: 'a', speaker: 'p1', split: 'train', media: expect.stringMatching(/a\.mp4$/), labels: { expression: 0, valence: 0.5 }, texts: { text: 'Hello, you' } },
    { clip: 'b', speaker: 'p2', split: 'val', media: expect.stringMatching(/sub\/b\.mp4$/), labels: { expression: 1 } },
    { clip: 'c', media: expect.stringMatching(/c\.wav$/) },
  ]);
  expect(dataset.classes).toEqual(['Happy', 'sad']);
  expect(dataset.warnings).toEqual([expect.stringMatching(/^1 files, such as c\.wav, have no row in/)]);
});

test('the order of classes can be given', async () => {
  const dataset = await folder.open(await corpusTree(FILES), { layout: { classes: 'neutral, sad, happy' } });
  expect((await clipsOf(dataset)).map(({ labels }) => labels?.expression)).toEqual([2, 1, undefined]);
  await expect(folder.open(await corpusTree(FILES), { layout: { classes: 'neutral, sad' } })).rejects.toThrow(/line 2: the clip "a" is labelled "Happy", and the classes are neutral, sad/);
});

test('without a table, folders are the classes, also below folders of splits', async () => {
  const plain = await folder.open(await corpusTree(['sad/a.mp4', 'happy/deep/b.mp4']));
  expect((await clipsOf(plain)).map(({ clip, labels }) => [clip, plain.classes![labels!.expression!]])).toEqual([['b', 'happy'], ['a', 'sad']]);
  const split = await folder.open(await corpusTree(['train/sad/a.mp4', 'test/happy/b.mp4']));
  expect((await clipsOf(split)).map(({ clip, split: part, labels }) => [clip, part, split.classes![labels!.expression!]])).toEqual([['b', 'test', 'happy'], ['a', 'train', 'sad']]);
});

test('files outside of class folders have no label, and a warning says so', async () => {
  const dataset = await folder.open(await corpusTree(['a.mp4', 'happy/b.mp4', 'sad/c.mp4']));
  expect((await clipsOf(dataset)).every(({ labels }) => labels === undefined)).toBe(true);
  expect(dataset.warnings).toHaveLength(1);
});

test('two files of one name are told apart by their paths', async () => {
  const dataset = await folder.open(await corpusTree(['happy/a.mp4', 'sad/a.mp4']));
  expect((await clipsOf(dataset)).map(({ clip }) => clip)).toEqual(['happy/a', 'sad/a']);
  await expect(folder.open(await corpusTree({ 'x/a.mp4': '', 'y/a.mp4': '', 'labels.csv': 'clip,label\na,sad\n' }))).rejects.toThrow(/names "a", which x\/a\.mp4 and y\/a\.mp4 are called/);
});

test('a row without its file is a clip without media', async () => {
  const clips = await clipsOf(await folder.open(await corpusTree({ 'labels.csv': 'clip,label\na,sad\nb,glad\n', 'a.wav': '' })));
  expect(clips.map(({ clip, media }) => [clip, media !== undefined])).toEqual([['a', true], ['b', false]]);
});

test('values beyond one widen the range, and a warning says so', async () => {
  const dataset = await folder.open(await corpusTree({ 'labels.csv': 'clip,valence,arousal\na,1,0.5\nb,9,-1\n', 'a.wav': '' }));
  expect(dataset.ranges).toEqual({ valence: [1, 9], arousal: [-1, 1] });
  expect(dataset.warnings).toEqual([expect.stringMatching(/The valence in .* reaches from 1 to 9/)]);
});

test.each([
  ['clip,label\nz,sad\n', /names "z" and others, and none of the 1 files, such as a\.mp4/],
  ['who,label\na,sad\n', /has no column that names the clip; its columns are "who", "label"/],
  ['clip,mood\na,sad\n', /has no column of labels; its columns are "clip", "mood"\. Call them any of expression/],
  ['clip,label\na,sad\na.mp4,sad\n', /names a\.mp4 twice, as "a" and as "a\.mp4"/],
  ['clip,label\na,sad\na,sad\n', /has the clip "a" in line 2 and in line 3/],
  ['clip,valence\na,abc\n', /line 2: the clip "a" has "abc" for "valence", which is no number/],
])('a table that does not fit is refused: %j', async (table, message) => {
  await expect(folder.open(await corpusTree({ 'a.mp4': '', 'labels.csv': table }))).rejects.toThrow(message);
});

test('an empty folder, and a table that is named and not there, are refused', async () => {
  await expect(folder.open(await corpusTree(['notes.txt']))).rejects.toThrow(/has no videos or sound files in it/);
  await expect(folder.open(await corpusTree(['a.mp4']), { layout: { table: 'gone.csv' } })).rejects.toThrow(/gone\.csv: does not exist/);
});
