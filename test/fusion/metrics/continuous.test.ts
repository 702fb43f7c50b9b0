import { expect, test } from 'vitest';
import { ccc } from '../../../fusion/metrics/ccc.ts';
import { mse } from '../../../fusion/metrics/mse.ts';
import { pearson } from '../../../fusion/metrics/pearson.ts';
import { rmse } from '../../../fusion/metrics/rmse.ts';
import { expectClose } from './expect-close.ts';
import golden from './golden/metrics.json' with { type: 'json' };

const METRICS = { ccc, pearson, mse, rmse };
const names = ['ccc', 'pearson', 'mse', 'rmse'] as const;
const cases = golden.continuous.flatMap((each) => names.map((metric) => ({ ...each, metric, title: each.name })));

test.each(cases)('$metric of $title series is the reference\'s', ({ metric, predicted, actual, weights, expected }) => {
  expectClose(METRICS[metric](predicted, actual, weights), expected[metric]);
});

test('CCC divides by n: 0.5 for a small case that divided by n − 1 gives 0.587', () => {
  expect(ccc([0, 1, 2], [1, 2, 4])).toBe(0.5);
});

test('CCC is that of torchmetrics where the means are equal', () => {
  expectClose(ccc(golden.centred.predicted, golden.centred.actual), golden.centred.ccc, 1e-8); // Its means are float32
});

test('CCC is 0 when one series is constant, and 0 for two different constants', () => {
  expect([ccc([1, 1, 1], [0.1, 0.2, 0.4]), ccc([1, 1], [2, 2])]).toEqual([0, 0]);
});

test('a constant that binary numbers cannot hold has no variance, whatever its weights', () => {
  expect(ccc(new Float64Array(9).fill(0.1), new Float64Array(9).fill(0.1), [0.3, 0.7, 0.1, 3, 1, 1, 0.2, 0.9, 7])).toBeNaN();
});

test('CCC and Pearson stay within 1 where rounding would lead beyond', () => {
  const x = [0.8, 0.3, 1, 0.4, 0.5];
  expect([pearson(x, x.map((value) => 4 * value)), pearson(x, x.map((value) => -4 * value))]).toEqual([1, -1]);
  expect(ccc([0.3, 0.9, 0.2], [0.3, 0.9, 0.2].map((value) => value * (1 + Number.EPSILON)))).toBe(1);
});

test.each(Object.entries(METRICS))('%s counts no row of weight 0, whatever it holds', (_, metric) => {
  expect(metric([0, NaN, 1, 2, -5], [1, 3, 2, 4, -5], [1, 0, 1, 1, 0])).toBe(metric([0, 1, 2], [1, 2, 4]));
});

test.each([
  ['predicted[2]: NaN is not a finite number', [0, 1, NaN], [0, 1, 2], undefined],
  ['actual[1]: Infinity is not a finite number', [0, 1, 2], [0, Infinity, 2], undefined],
  ['weights[1]: -1 is not', [0, 1], [0, 1], [1, -1]],
  ['weights[0]: NaN is not', [0, 1], [0, 1], [NaN, 1]],
  ['weights[1]: Infinity is not', [0, 1], [0, 1], [1, Infinity]],
  ['weights: 3 values for 2 rows', [0, 1], [0, 1], [1, 1, 1]],
  ['predicted: 3 values, but `actual` has 2', [0, 1, 2], [0, 1], undefined],
])('bad input is refused: "%s"', (message, predicted, actual, weights) => {
  expect(() => ccc(predicted, actual, weights)).toThrow(RangeError);
  expect(() => ccc(predicted, actual, weights)).toThrow(message);
});

test('CCC and Pearson need two rows that count, MSE and RMSE one', () => {
  expect(() => ccc([1, 2], [1, 2], [1, 0])).toThrow('ccc: 1 rows count');
  expect(() => pearson([1], [1])).toThrow('pearson: 1 rows count');
  expect([mse([1], [3]), rmse([1], [3])]).toEqual([4, 2]);
  expect(() => rmse([], [])).toThrow('mse: 0 rows count');
});
