import { expect, test } from 'vitest';
import { assign } from '../../../../extractors/visual/track/assign.ts';
import { random } from './scene.ts';

/** The least total cost, by trying everything. */
function leastCost([row, ...others]: readonly (readonly number[])[], taken: readonly number[] = []): number {
  if (row === undefined) return 0;
  return Math.min(...row.map((cost, column) => (taken.includes(column) ? Infinity : cost + leastCost(others, [...taken, column]))));
}

const total = (costs: readonly (readonly number[])[], columns: readonly number[]) => costs.reduce((sum, row, index) => sum + row[columns[index]!]!, 0);

test.each([[1, 1], [2, 2], [3, 5], [5, 5], [4, 7], [6, 6]])('%i rows among %i columns cost as little as the best of all assignments', (rows, columns) => {
  const next = random(rows * 10 + columns);
  for (let round = 0; round < 50; round++) {
    const costs = Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(next() * 20) / 4));
    const chosen = assign(costs);
    expect(new Set(chosen).size).toBe(rows);
    expect(total(costs, chosen)).toBeCloseTo(leastCost(costs), 9);
  }
});

test('a forbidden column is never given while another assignment is allowed', () => {
  const next = random(3);
  for (let round = 0; round < 100; round++) {
    const costs = Array.from({ length: 4 }, (_, row) => Array.from({ length: 8 }, (__, column) => (column === row + 4 ? 3 : next() < 0.5 ? Infinity : next())));
    expect(total(costs, assign(costs))).toBeCloseTo(leastCost(costs), 9);
  }
});

test('giving each row its cheapest column in turn would cost more', () => {
  expect(assign([[1, 2], [1, 10]])).toEqual([1, 0]);
});

test('no rows need no columns', () => {
  expect(assign([])).toEqual([]);
});
