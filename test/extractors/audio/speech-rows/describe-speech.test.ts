import { expect, test } from 'vitest';
import { describeSpeech, rowTimings } from '../../../../extractors/audio/speech-rows/describe-speech.ts';
import { poolRows } from '../../../../extractors/audio/speech-rows/pool-rows.ts';

const SAMPLE_RATE = 16_000;

function tone(seconds: number, loudAfter = 0) {
  const samples = Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, n) => (n < loudAfter * SAMPLE_RATE ? 0 : 0.3 * Math.sin((2 * Math.PI * 200 * n) / SAMPLE_RATE)));
  return { [Symbol.asyncIterator]: () => ReadableStream.from([{ time: 0, sampleRate: SAMPLE_RATE, samples }])[Symbol.asyncIterator]() };
}

test('rows are averaged in groups, and what is left over is dropped', () => {
  expect(poolRows([[1, 0], [3, 4], [5, 6], [7, 8], [100, 100]], 2)).toEqual([Float32Array.of(2, 2), Float32Array.of(6, 7)]);
  expect(poolRows([[1], [3]], 4)).toEqual([Float32Array.of(2)]);
  expect(poolRows([], 4)).toEqual([]);
});

test.each(['logMel', 'descriptors'] as const)('rows of %s are at the times that are written beside them', async (kind) => {
  const features = await describeSpeech(tone(2, 1), 4);
  const { hop, offset } = rowTimings(4)[kind];
  const level = features[kind].map((row) => (kind === 'logMel' ? row[5]! : row[2]!));
  const middle = (Math.max(...level) + Math.min(...level)) / 2;
  const first = level.findIndex((value) => value > middle);
  expect(Math.abs(offset + hop * first - 1)).toBeLessThan(0.04); // The tone begins at 1 s
});

test('sound in which nobody speaks has rows, and no vector of a voice', async () => {
  const { voice, logMel } = await describeSpeech(tone(1, 1), 4);
  expect(voice).toBeUndefined();
  expect(logMel).toHaveLength(24);
});
