import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Clip, FrameAnswer } from '../../../../datasets/clip.ts';
import type { Corpus, PublishedCount } from '../../../../datasets/corpus.ts';
import { DatasetError } from '../../../../datasets/dataset-error.ts';
import type { Dataset } from '../../../../datasets/dataset.ts';
import { ravdess } from '../../../../datasets/ravdess/ravdess.ts';
import { checkDataset, type CheckOptions } from '../../../../pipeline/corpora/check/check-dataset.ts';
import { corpusTree } from '../../../datasets/corpus-tree.ts';
import { testCard } from '../../test-card.ts';

const count = (split: string, of: PublishedCount['of'], number: number): PublishedCount => ({ split, of, count: number, source: 'a paper' });

/** Checks a made-up corpus of two classes. */
function check(clips: readonly Clip[], { published = [], ...options }: CheckOptions & { readonly published?: readonly PublishedCount[] } = {}) {
  const dataset: Dataset = {
    kind: 'made-up',
    root: '/root',
    classes: ['calm', 'glad'],
    warnings: [],
    async *[Symbol.asyncIterator]() {
      yield* clips;
    },
  };
  const corpus: Corpus = { about: '', tasks: [], layout: {}, open: async () => dataset, published };
  return checkDataset(corpus, dataset, options);
}

const codes = async (result: ReturnType<typeof check>) => (await result).findings.map(({ level, code }) => `${level} ${code}`);
const clip = (name: string, rest: Partial<Clip> = {}): Clip => ({ clip: name, media: `/root/${name}.mp4`, labels: { expression: 0 }, ...rest });

test('clips are counted by split and class beside what is published', async () => {
  const { counts } = await check([clip('a', { split: 'train', speaker: 'x' }), clip('b', { split: 'train', labels: { expression: 1 }, speaker: 'x' }), clip('c', { split: 'val' })], {
    published: [count('train', 'clips', 2), count('train', { class: 'glad' }, 1), count('test', 'clips', 5)],
  });
  const rows = counts.map(({ split, of, found, published }) => [split, typeof of === 'object' ? of.class : of, found, published]);
  expect(rows.filter(([split]) => split === 'train')).toEqual([['train', 'clips', 2, 2], ['train', 'speakers', 1, undefined], ['train', 'calm', 1, undefined], ['train', 'glad', 1, 1]]);
  expect(rows).toContainEqual(['test', 'clips', 0, 5]);
  expect(rows).toContainEqual(['all', 'clips', 3, undefined]);
  expect(rows).toContainEqual(['all', 'calm', 2, undefined]);
});

test('of frames, only those with a label are counted, and the others stay in the sequence (trap 3)', async () => {
  const answer: FrameAnswer = { length: 5, valence: Float32Array.of(0.5, NaN, 0, -1, NaN), arousal: Float32Array.of(0.5, NaN, 0, -1, NaN) };
  const coded: FrameAnswer = { length: 4, expression: Int8Array.of(1, -1, 0, 1) };
  const units: FrameAnswer = { length: 3, units: Int8Array.of(0, 0, -1, -1, 1, 0) };
  const { counts } = await check([answer, coded, units].map((frames, index) => ({ clip: String(index), split: 'train', frames: async () => frames })));
  expect(counts.map(({ of, found }) => [typeof of === 'object' ? of.class : of, found])).toEqual([['clips', 3], ['rows', 12], ['frames', 8], ['calm', 1], ['glad', 2]]);
});

test('a video in two splits is an error, a person in two splits a warning (trap 11)', async () => {
  const clips = [clip('a_left', { split: 'train', video: 'a', speaker: 'x' }), clip('a_right', { split: 'val', video: 'a', speaker: 'y' }), clip('b', { split: 'val', video: 'b', speaker: 'x' }), clip('c', { split: 'val', video: 'b', speaker: 'y' })];
  const { findings } = await check(clips);
  expect(findings).toEqual([
    expect.objectContaining({ level: 'error', code: 'video-overlap', what: '1 videos are in more than one split: a; a is in train and val' }),
    expect.objectContaining({ level: 'warning', code: 'speaker-overlap', what: '1 speakers are in more than one split: x; x is in train and val' }),
  ]);
  expect(await codes(check(clips.map((each) => ({ ...each, split: 'train' }))))).toEqual([]);
});

test.each([
  ['one name for two clips', [clip('a'), clip('a')], ['error duplicate-clip']],
  ['a clip without media among others', [clip('a'), { clip: 'b', labels: { expression: 1 } }], ['warning no-media']],
  ['no media at all', [{ clip: 'b', labels: { expression: 1 } }], ['note no-media']],
  ['a clip without label', [clip('a'), { clip: 'b', media: 'b.mp4' }], ['warning no-label']],
  ['a test clip without label', [clip('a', { split: 'train' }), { clip: 'b', split: 'test1', media: 'b.mp4' }], ['note no-label']],
  ['a clip without text among others', [clip('a', { texts: { text: 'Hello' } }), clip('b')], ['note no-text']],
  ['a clip whose frames have no label', [clip('a', { frames: async () => ({ length: 2, expression: Int8Array.of(-1, -1) }) })], ['warning no-label']],
  ['no clips', [], ['error no-clips']],
  ['nothing wrong', [clip('a')], []],
] as const)('%s', async (_, clips, expected) => {
  expect(await codes(check(clips))).toEqual(expected);
});

test('fewer clips than published, other classes than published and a split that is not there are warned of', async () => {
  expect(await codes(check([clip('a')], { published: [count('all', 'clips', 2), count('all', { class: 'calm' }, 2)] }))).toEqual(['warning count-mismatch']);
  expect(await codes(check([clip('a')], { published: [count('all', 'clips', 1), count('all', { class: 'glad' }, 1), count('all', { class: 'calm' }, 0)] }))).toEqual(['warning class-mismatch']);
  expect(await codes(check([clip('a', { split: 'train' })], { published: [count('train', 'clips', 1), count('val', 'clips', 1)] }))).toEqual(['warning missing-split']);
  expect(await codes(check([clip('a')], { published: [count('all', 'clips', 1), count('all', { class: 'calm' }, 1)] }))).toEqual([]);
});

test('a label file that is refused is an error, and the others are still counted', async () => {
  const refuse = async () => Promise.reject(new DatasetError('BAD_VALUE', { path: '/root/a.txt', detail: 'line 7 has "x"' }));
  const { counts, findings } = await check([clip('a', { frames: refuse }), clip('b', { frames: async () => ({ length: 3, expression: Int8Array.of(0, 0, 1) }) })]);
  expect(findings).toEqual([expect.objectContaining({ level: 'error', code: 'bad-value', where: '/root/a.txt:7' })]);
  expect(counts.find(({ of }) => of === 'frames')?.found).toBe(3);
});

test('labels of a clip are read once', async () => {
  let reads = 0;
  const frames = async () => {
    reads++;
    return { length: 1, expression: Int8Array.of(0) };
  };
  const { counts } = await check([clip('a', { frames })], { onProgress: () => undefined });
  expect(reads).toBe(1);
  expect(counts.find(({ of }) => of === 'rows')?.found).toBe(1);
});

test('progress tells how many clips there are', async () => {
  const told: unknown[] = [];
  await check([clip('a'), clip('b')], { onProgress: (...each) => told.push(each) });
  expect(told).toEqual([['clips', 1, 2], ['clips', 2, 2]]);
});

test('a check that is stopped ends with the reason', async () => {
  await expect(check([clip('a')], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});

test('media that cannot be opened, and those without sound, are found when they are asked for', async () => {
  const root = await corpusTree(['03-01-02-01-01-01-01.wav']);
  await writeFile(join(root, '03-01-03-01-01-01-01.wav'), 'version https://git-lfs.github.com/spec/v1');
  await copyFile(testCard({ seconds: 1, sound: false }), join(root, '02-01-04-01-01-01-01.mp4'));
  const { findings } = await checkDataset(ravdess, await ravdess.open(root), { media: true });
  expect(findings.filter(({ code }) => code === 'unreadable-media').map(({ where, what }) => [where, what])).toEqual([
    [join(root, '03-01-02-01-01-01-01.wav'), expect.stringMatching(/^is empty/)],
    [join(root, '03-01-03-01-01-01-01.wav'), expect.stringMatching(/^is no media file/)],
  ]);
  expect(findings.find(({ code }) => code === 'no-sound')?.what).toBe('1 of 1 files have no sound');
  expect(findings.find(({ code }) => code === 'length')?.what).toBe('1 files of 1.0 to 1.0 s, 0.00 hours in all');
});
