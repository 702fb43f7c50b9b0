import { expect, test } from 'vitest';
import { clusterSpeakers } from '../../../../extractors/audio/speakers/cluster-speakers.ts';
import { speechWindows } from '../../../../extractors/audio/speakers/speech-windows.ts';
import { toSpeakers } from '../../../../extractors/audio/speakers/to-speakers.ts';
import golden from './golden/clusters.json' with { type: 'json' };

const vectors = golden.vectors.map((vector) => Float32Array.from(vector));

test.each(Object.entries(golden.labels))('average link at a distance of %s gives the clusters of scipy, numbered in order of appearance', (threshold, labels) => {
  const order = [...new Set(labels)];
  expect(clusterSpeakers(vectors, Number(threshold))).toEqual(labels.map((label) => order.indexOf(label)));
});

test('nobody is nobody, and one is the first', () => {
  expect(clusterSpeakers([], 0.6)).toEqual([]);
  expect(clusterSpeakers([Float32Array.of(1, 0)], 0.6)).toEqual([0]);
});

/** The voice at `angle` degrees of a circle. */
const voice = (angle: number) => Float32Array.of(Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180));
/** Windows of 1.5 s every 0.75 s, one voice each. */
const windowsOf = (...angles: readonly number[]) => angles.map((angle, index) => ({ start: index * 0.75, end: index * 0.75 + 1.5, embedding: voice(angle) }));

test('a turn is cut where the voice changes, once, and the same voice has one number', () => {
  const windows = windowsOf(0, 5, 45, 90, 88, 90, 45, 2, 0);
  expect(toSpeakers([{ start: 0.2, end: 7.4 }], windows, 0.6)).toEqual([
    { start: 0.2, end: 2.25, speaker: 0 },
    { start: 2.25, end: 5.25, speaker: 1 },
    { start: 5.25, end: 7.4, speaker: 0 },
  ]);
});

test('a voice that wavers is one, and turns far apart of one voice share their number', () => {
  expect(toSpeakers([{ start: 0, end: 3 }, { start: 3.2, end: 6 }], windowsOf(0, 20, 10, 30, 10, 0, 20), 0.6).map(({ speaker }) => speaker)).toEqual([0, 0]);
});

test('a turn without half a window of speech has no number', () => {
  expect(toSpeakers([{ start: 0, end: 0.4 }, { start: 1, end: 3 }], windowsOf(0, 0, 0), 0.6)).toEqual([{ start: 0, end: 0.4 }, { start: 1, end: 3, speaker: 0 }]);
});

test('windows of 1.5 s every 0.75 s are given where half of it is speech, however the sound is cut', () => {
  const samples = Float32Array.from({ length: 16_000 * 5 }, (_, index) => index / 1e5);
  const probabilities = Float32Array.from({ length: Math.floor(samples.length / 512) }, (_, frame) => (frame * 0.032 < 2 ? 0 : 1));
  const all = (pieces: number) => {
    const cutter = speechWindows();
    const part = (array: Float32Array, index: number) => array.subarray(Math.round((index * array.length) / pieces), Math.round(((index + 1) * array.length) / pieces));
    return Array.from({ length: pieces }, (_, index) => cutter.push({ samples: part(samples, index), probabilities: part(probabilities, index) })).flat();
  };
  const whole = all(1);
  expect(whole.map(({ start, end }) => [start, end])).toEqual([[1.5, 3], [2.25, 3.75], [3, 4.5]]);
  expect(whole[1]!.samples).toEqual(samples.slice(36_000, 60_000));
  expect(all(37)).toEqual(whole);
});
