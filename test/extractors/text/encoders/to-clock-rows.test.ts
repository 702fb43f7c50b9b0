import { expect, test } from 'vitest';
import { toClockRows } from '../../../../extractors/text/encoders/to-clock-rows.ts';

const word = (start: number, end: number, ...values: number[]) => ({ start, end, isEstimated: false, values: Float32Array.from(values) });
const round = (times: ArrayLike<number>) => Array.from(times, (time) => Number(time.toFixed(9)));

test('rows are at regular times where somebody speaks, and nowhere else', () => {
  const rows = toClockRows({ words: [word(0.1, 0.3, 1), word(1, 1.1, 2)], dimensions: 1 }, { hop: 0.1, offset: 0.05 })!;
  expect(round(rows.times)).toEqual([0.15, 0.25, 1.05]);
  expect([...rows.values]).toEqual([1, 1, 2]);
});

test('a row has the mean of the words within half a hop around it, by how much of each is said', () => {
  const rows = toClockRows({ words: [word(0, 0.75, 4, 0), word(0.75, 1, 0, 8), word(3.25, 4, 1, 1)], dimensions: 2 }, { hop: 1, offset: 0.5 })!;
  expect(round(rows.times)).toEqual([0.5, 3.5]);
  expect([...rows.values]).toEqual([3, 2, 1, 1]);
});

test('words that are said at once share a row', () => {
  const rows = toClockRows({ words: [word(0, 2, 2), word(1, 3, 4)], dimensions: 1 }, { hop: 1, offset: 0.5 })!;
  expect([...rows.values]).toEqual([2, 3, 4]);
});

test('a word shorter than a hop, or of no length, is not lost', () => {
  const rows = toClockRows({ words: [word(0.34, 0.36, 5), word(2, 2, 7)], dimensions: 1 }, { hop: 1, offset: 0 })!;
  expect([...rows.times, ...rows.values]).toEqual([0, 2, 5, 7]);
});

test('a word that ends where a row begins is not in it, whatever rounding does', () => {
  for (let k = 1; k < 200; k++) {
    const rows = toClockRows({ words: [word(k * 0.1, (k + 1) * 0.1, 1)], dimensions: 1 }, { hop: 0.1, offset: 0.05 })!;
    expect(round(rows.times)).toEqual([Number((k * 0.1 + 0.05).toFixed(9))]);
  }
});

test('nothing where there are no words; a hop of nothing is refused', () => {
  expect(toClockRows({ words: [], dimensions: 1 }, { hop: 1, offset: 0 })).toBeUndefined();
  expect(() => toClockRows({ words: [], dimensions: 1 }, { hop: 0, offset: 0 })).toThrow(/hop of 0 s is not above 0/);
});
