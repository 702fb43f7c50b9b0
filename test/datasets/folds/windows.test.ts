import { expect, test } from 'vitest';
import { makeWindows } from '../../../datasets/folds/make-windows.ts';

const starts = (length: number, size: number, hop: number) => makeWindows(length, { size, hop }).map(({ start, end }) => [start, end]);

test('windows overlap, and the last is moved back to end at the end', () => {
  expect(starts(1000, 300, 200)).toEqual([[0, 300], [200, 500], [400, 700], [600, 900], [700, 1000]]);
});

test('windows that fit are not repeated', () => expect(starts(700, 300, 200)).toEqual([[0, 300], [200, 500], [400, 700]]));

test('a sequence of one window, a shorter one and none', () => {
  expect([starts(300, 300, 200), starts(7, 300, 200), starts(0, 300, 200)]).toEqual([[[0, 300]], [[0, 7]], []]);
});

test('every row is in a window, every window is full and no two are the same, for all small sizes (trap 12)', () => {
  for (let length = 1; length <= 24; length++) {
    for (let size = 1; size <= 12; size++) {
      for (let hop = 1; hop <= size; hop++) {
        const windows = makeWindows(length, { size, hop });
        const covered = new Set(windows.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, row) => start + row)));
        expect([covered.size, Math.max(...covered)]).toEqual([length, length - 1]);
        expect(windows.every(({ start, end }) => end - start === Math.min(size, length))).toBe(true);
        expect(new Set(windows.map(({ start }) => start)).size).toBe(windows.length);
      }
    }
  }
});

test.each([[10, 4, 5], [10, 4, 0], [10, 0, 1], [-1, 4, 2], [10, 4.5, 2], [NaN, 4, 2]])('%d rows in windows of %d, %d apart, are a mistake', (length, size, hop) => {
  expect(() => makeWindows(length, { size, hop })).toThrow(RangeError);
});
