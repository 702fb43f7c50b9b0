import { expect, test } from 'vitest';
import { toTurns } from '../../../../extractors/audio/activity/to-turns.ts';

const plain = { frame: 0.1, minSpeech: 0, minSilence: 0, padding: 0 } as const;

test('a turn lasts from the first frame over the threshold to the first under the release', () => {
  expect(rounded(toTurns([0.1, 0.4, 0.6, 0.4, 0.3, 0.4], plain))).toEqual([[0.2, 0.4]]);
});

test('turns lie on the clock of the clip', () => {
  expect(rounded(toTurns([1, 0], { ...plain, start: 5 }))).toEqual([[5, 5.1]]);
});

test('a pause shorter than minSilence does not end a turn', () => {
  const probabilities = [1, 0, 0, 1, 0, 0, 0, 1];
  expect(rounded(toTurns(probabilities, { ...plain, minSilence: 0.3 }))).toEqual([[0, 0.4], [0.7, 0.8]]);
});

test('a turn shorter than minSpeech is left out', () => {
  expect(rounded(toTurns([1, 0, 1, 1], { ...plain, minSpeech: 0.2 }))).toEqual([[0.2, 0.4]]);
});

test('padding never reaches beyond the sound nor into the next turn', () => {
  expect(rounded(toTurns([1, 0, 1], { ...plain, padding: 0.4 }))).toEqual([[0, 0.15], [0.15, 0.3]]);
});

test('speech until the last frame ends with the sound', () => {
  expect(rounded(toTurns([0, 1, 1], plain))).toEqual([[0.1, 0.3]]);
});

test('no frames give no turns', () => {
  expect(toTurns([])).toEqual([]);
});

function rounded(turns: readonly { start: number; end: number }[]): number[][] {
  return turns.map(({ start, end }) => [Math.round(start * 1000) / 1000, Math.round(end * 1000) / 1000]);
}
