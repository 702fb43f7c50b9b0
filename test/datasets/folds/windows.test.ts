import { expect, test } from 'vitest';
import { makeWindows } from '../../../datasets/folds/make-windows.ts';
import { mergeWindows } from '../../../datasets/folds/merge-windows.ts';

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

test('where windows overlap, the mean of what they say is taken', () => {
  const windows = [{ start: 0, end: 3 }, { start: 1, end: 4 }];
  const merged = mergeWindows(windows, [Float32Array.of(1, 10, 2, 20, 3, 30), Float32Array.of(4, 40, 7, 70, 6, 60)], { length: 4, dimensions: 2 });
  expect([...merged]).toEqual([1, 10, 3, 30, 5, 50, 6, 60]);
});

test('what is cut into windows and merged again is as it was', () => {
  const sequence = Float32Array.from({ length: 2 * 101 }, (_, index) => Math.fround(Math.sin(index)));
  const windows = makeWindows(101, { size: 16, hop: 5 });
  const merged = mergeWindows(windows, windows.map(({ start, end }) => sequence.subarray(2 * start, 2 * end)), { length: 101, dimensions: 2 });
  expect(Math.max(...merged.map((value, index) => Math.abs(value - sequence[index]!)))).toBeLessThan(1e-7);
});

test('the padding of a short window is left out', () => {
  expect([...mergeWindows([{ start: 0, end: 2 }], [Float32Array.of(1, 2, 99, 99)], { length: 2, dimensions: 1 })]).toEqual([1, 2]);
});

test.each([
  ['an output is missing', [{ start: 0, end: 2 }], []],
  ['an output is short', [{ start: 0, end: 2 }], [Float32Array.of(1)]],
  ['a window lies outside', [{ start: 1, end: 3 }], [Float32Array.of(1, 2)]],
  ['a row is in no window', [{ start: 0, end: 1 }], [Float32Array.of(1)]],
])('merging is refused when %s', (_, windows, outputs) => expect(() => mergeWindows(windows, outputs, { length: 2, dimensions: 1 })).toThrow(RangeError));
