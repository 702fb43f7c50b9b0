import { expect, test } from 'vitest';
import { joinWindows } from '../../../fusion/train/join-windows.ts';
import type { Prediction } from '../../../fusion/train/predict-examples.ts';

function window(clip: string, start: number, { valence, actual }: { valence: number[]; actual: number[] }): Prediction {
  return { example: { clip, start, features: {}, targets: { valence: Float32Array.from(actual) } }, outputs: { valence: Float32Array.from(valence), 'expression.logits': Float32Array.from(valence.flatMap((value) => [value, -value])) } };
}

const join = async (windows: Prediction[], frames: number | null) => Array.fromAsync(joinWindows(ReadableStream.from(windows), frames));

test('windows that overlap are averaged where they do, and padding is left out', async () => {
  const windows = [window('a', 0, { valence: [1, 2, 3, 99], actual: [0.1, 0.2, 0.3] }), window('a', 1, { valence: [4, 5, 6, 99], actual: [0.2, 0.3, 0.4] })];
  const [{ outputs, example }] = (await join(windows, 4)) as [Prediction];
  expect([...outputs.valence!]).toEqual([1, 3, 4, 6]);
  expect([...outputs['expression.logits']!]).toEqual([1, -1, 3, -3, 4, -4, 6, -6]);
  expect([...example.targets.valence!]).toEqual([0.1, 0.2, 0.3, 0.4].map(Math.fround));
});

test('a single window that is shorter than the layout is cut to its length', async () => {
  const [{ outputs }] = (await join([window('a', 0, { valence: [1, 2, 99, 99], actual: [0, 0] })], 4)) as [Prediction];
  expect([...outputs.valence!]).toEqual([1, 2]);
});

test('each clip gets one prediction, in order', async () => {
  const one = (clip: string, value: number) => window(clip, 0, { valence: [value], actual: [0] });
  const joined = await join([one('a', 1), one('b', 2), one('b', 4), one('c', 5)], null);
  expect(joined.map(({ example, outputs }) => [example.clip, outputs.valence![0]])).toEqual([['a', 1], ['b', 3], ['c', 5]]);
});
