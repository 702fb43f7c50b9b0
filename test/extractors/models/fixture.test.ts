import { expect, test } from 'vitest';
import { toFixtureTensor } from '../../../extractors/models/fixture.ts';

test('the noise of a fixture is the linear congruential generator of Numerical Recipes, each value held', () => {
  // 1015568748, 1586005467 and 2165703038 are the first values of that generator from 1, by its formula in Python
  const { data, dims } = toFixtureTensor({ dims: [1, 5], seed: 1, hold: 2, low: -1, high: 1 });
  const value = (state: number) => Math.fround(-1 + 2 * (state / 4294967296));
  expect([...data]).toEqual([1015568748, 1015568748, 1586005467, 1586005467, 2165703038].map(value));
  expect(dims).toEqual([1, 5]);
});

test('a whole number becomes a 64-bit scalar', () => {
  expect(toFixtureTensor({ dims: [], int64: 16000 })).toEqual({ type: 'int64', dims: [], data: BigInt64Array.of(16000n) });
});
