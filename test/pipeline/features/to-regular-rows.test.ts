import { expect, test } from 'vitest';
import { toRegularRows } from '../../../pipeline/features/to-regular-rows.ts';

test('rows at any times become rows at whole steps, linear between neighbours', () => {
  const rows = toRegularRows({ times: Float64Array.of(0.05, 0.3, 0.55), values: Float32Array.of(0, 10, 1, 20, 2, 10), dimensions: 2 }, 10);
  expect([...rows.times].map((time) => Number(time.toFixed(6)))).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
  expect([...rows.values].map((value) => Number(value.toFixed(4)))).toEqual([0.2, 12, 0.6, 16, 1, 20, 1.4, 16, 1.8, 12]); // numpy.interp of each column
});

test('rows that are at whole steps already stay as they are', () => {
  const values = Float32Array.of(3, 1, 4, 1);
  expect(toRegularRows({ times: Float64Array.of(0, 0.1, 0.2, 0.3), values, dimensions: 1 }, 10).values).toEqual(values);
});

test('a single row is one row', () => {
  expect(toRegularRows({ times: Float64Array.of(0.02), values: Float32Array.of(7), dimensions: 1 }, 60).values).toEqual(Float32Array.of(7));
});
