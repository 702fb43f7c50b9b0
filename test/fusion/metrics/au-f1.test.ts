import { expect, test } from 'vitest';
import { auF1 } from '../../../fusion/metrics/au-f1.ts';
import { expectClose } from './expect-close.ts';
import golden from './golden/metrics.json' with { type: 'json' };

const { auF1: expected, masked, weights, ...units } = golden.units;

test('the F1 of action units is the mean of scikit-learn over the units, with 0 for one that is never active', () => {
  expectClose(auF1(units), expected);
});

test('single units of a frame can be left out', () => {
  expectClose(auF1({ ...units, weights }), masked);
});

test('a weight per frame counts for all its units', () => {
  const doubled = auF1({ predicted: [1, 0, 1, 0, 1, 1], actual: [1, 1, 1, 1, 1, 0], columns: 2 });
  expect(auF1({ predicted: [1, 0, 1, 1], actual: [1, 1, 1, 0], columns: 2, weights: [2, 1] })).toBe(doubled);
});

test('ABAW\'s −1 is refused by its index unless its weight is 0', () => {
  const series = { predicted: [1, 0, 1, 0], actual: [1, 0, 1, -1], columns: 2 };
  expect(() => auF1(series)).toThrow('actual[3]: -1 is not a class code from 0 to 1');
  expect(auF1({ ...series, weights: [1, 1, 1, 0] })).toBe(0.5);
});

test('values that are no whole rows are refused', () => {
  expect(() => auF1({ predicted: [1, 0, 1], actual: [1, 0, 1], columns: 2 })).toThrow('actual: 3 values are no whole rows of 2 columns');
});
