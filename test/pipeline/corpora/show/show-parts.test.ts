import { expect, test } from 'vitest';
import type { Clip } from '../../../../datasets/clip.ts';
import type { Dataset } from '../../../../datasets/dataset.ts';
import { chooseClips } from '../../../../pipeline/corpora/show/choose-clips.ts';
import { classColour } from '../../../../pipeline/corpora/show/class-colour.ts';
import { describeClip } from '../../../../pipeline/corpora/show/describe-clip.ts';
import { previewClip } from '../../../../pipeline/corpora/show/preview-clip.ts';
import { runs } from '../../../../pipeline/corpora/show/runs.ts';
import { strips } from '../../../../pipeline/corpora/show/sections/strips.ts';

const CLASSES = ['calm', 'glad'];
const dataset = (clips: readonly Clip[]): Dataset => ({
  kind: 'made-up',
  root: '/root',
  warnings: [],
  async *[Symbol.asyncIterator]() {
    yield* clips;
  },
});
const hundred = dataset(Array.from({ length: 101 }, (_, index) => ({ clip: `clip-${index}` })));
const crops = (...numbers: readonly number[]) => async () => ({ numbers: Int32Array.from(numbers), path: (number: number) => `/root/${number}.jpg` });
const describe = async (clip: Clip) => Object.fromEntries(describeClip(await previewClip(clip, { classes: CLASSES }), CLASSES));

test('clips are taken evenly from the first to the last', async () => {
  expect((await chooseClips(hundred, { count: 5 })).map(({ clip }) => clip)).toEqual(['clip-0', 'clip-25', 'clip-50', 'clip-75', 'clip-100']);
  expect(await chooseClips(hundred, { count: 1 })).toHaveLength(1);
  expect(await chooseClips(hundred, { count: 500 })).toHaveLength(101);
});

test('a clip that is not there is refused with names that are like it', async () => {
  await expect(chooseClips(hundred, { name: 'LIP-10', count: 1 })).rejects.toThrow('/root: has no clip "LIP-10"; there are clip-10, clip-100.');
  await expect(chooseClips(hundred, { name: 'x', count: 1 })).rejects.toThrow(/its clips are called like clip-0/);
});

test('frames without a crop are named, with those behind the last crop (trap 1)', async () => {
  expect((await describe({ clip: 'a', frames: async () => ({ length: 9, expression: new Int8Array(9) }), crops: crops(2, 3, 7, 8) })).crops).toBe('4; 5 frames have none: 1, 4–6, 9');
  expect((await describe({ clip: 'a', crops: crops(1, 2, 3) })).crops).toBe('3, one for each frame');
});

test('labels of frames are summed up over those that have one', async () => {
  const answer = { length: 5, expression: Int8Array.of(1, -1, 1, 0, 1), valence: Float32Array.of(-0.5, NaN, 0.25, 0.5, 0), arousal: Float32Array.of(0, NaN, 0, 0, 0) };
  expect((await describe({ clip: 'a', frames: async () => answer })).frames).toBe('5, 4 with a label, glad 75 %, calm 25 %, valence −0.50 to 0.50, arousal 0.00 to 0.00');
});

test('labels, votes, texts and media of a clip are told in words', async () => {
  const told = await describe({ clip: 'a', split: 'val', media: '/nowhere.mp4', texts: { english: 'Hello' }, labels: { expression: 1, valence: -0.5, votes: [1, 4], words: ['proud', 'calm'] } });
  expect(told).toEqual({ split: 'val', expression: 'glad (1)', valence: '-0.5', words: 'proud, calm', votes: 'calm 1, glad 4', 'text, english': '“Hello”', media: '/nowhere.mp4', trouble: expect.stringMatching(/^cannot be found/) });
});

test('neighbours that are the same make a run, and undefined ones none', () => {
  const values = [1, 1, undefined, 2, 2, 2, 1];
  expect(runs(values.length, (index) => values[index])).toEqual([{ value: 1, from: 0, to: 2 }, { value: 2, from: 3, to: 6 }, { value: 1, from: 6, to: 7 }]);
  expect(runs(0, () => 1)).toEqual([]);
});

test('classes have the colour of their meaning, others one that no class beside them has', () => {
  const classes = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised', 'worried'];
  const colours = classes.map((_, code) => classColour(classes, code));
  expect(colours.slice(0, 4)).toEqual(['expression-neutral', 'colour-0', 'expression-happiness', 'expression-sadness']);
  expect(new Set(colours).size).toBe(classes.length);
});

test('a curve is broken where there is no label, and that stretch is shaded', async () => {
  const valence = Float32Array.of(0, 0.5, NaN, NaN, 0.5, 0);
  const preview = await previewClip({ clip: 'a', frames: async () => ({ length: 6, valence, arousal: valence }), crops: crops(1, 2, 3, 6) }, { classes: [] });
  const { markup } = strips(preview, { classes: [], units: [], low: -1, high: 1 });
  expect(/class="curve valence" d="([^"]*)"/.exec(markup)![1]!.match(/M/g)).toHaveLength(2);
  expect([...markup.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)).toEqual(['no label, frames 3–4', 'crops of frames 1–3', 'crops of frames 6–6']);
});
