import { expect, test } from 'vitest';
import { deviation } from '../../../../extractors/audio/windows/deviation.ts';
import { mean } from '../../../../extractors/audio/windows/mean.ts';
import { percentile } from '../../../../extractors/audio/windows/percentile.ts';
import { trend } from '../../../../extractors/audio/windows/trend.ts';

test('percentiles are interpolated as numpy does', () => {
  const found = [0, 20, 50, 80, 100].map((percent) => percentile([4, 1, 3, 2], percent));
  found.forEach((value, i) => expect(value).toBeCloseTo([1, 1.6, 2.5, 3.4, 4][i]!, 9));
});

test('the deviation is taken over n', () => {
  expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2);
});

test('the trend is the slope of the regression line', () => {
  expect(trend([0, 1, 2, 3], [1, 3, 5, 7])).toBeCloseTo(2, 9);
});

test('nothing gives zero', () => {
  expect([mean([]), deviation([]), percentile([], 50), trend([], []), trend([1, 1], [2, 3])]).toEqual([0, 0, 0, 0, 0]);
});
