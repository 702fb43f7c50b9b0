import { expect, test } from 'vitest';
import { toSearchResult, type SearchedRun } from '../../../../pipeline/training/search/search-result.ts';

const run = (name: string, mean: number, value = mean): SearchedRun => ({ run: name, settings: { name }, seed: 1, scores: { metric: 'macro-f1', mean, value, deviation: 0, test: { accuracy: mean / 2 } } });
const failed: SearchedRun = { run: 'failed', settings: {}, seed: 1, failed: 'the loss is NaN' };
const search = { complete: true, metric: 'macro-f1', grid: {}, planned: { draws: 3, repeats: 3 }, draws: [], repeats: [] } as const;
const order = (draws: readonly SearchedRun[], metric: 'macro-f1' | 'mse' = 'macro-f1') => toSearchResult({ ...search, metric, draws }).draws.map(({ run: name }) => name);

test('draws are ordered by the mean of their folds, those without a score last, equal ones as they were drawn', () => {
  expect(order([failed, run('a', 0.3, 0.9), run('b', 0.5), run('undefined', NaN), run('c', 0.5)])).toEqual(['b', 'c', 'a', 'failed', 'undefined']);
});

test('of an error the smallest is best', () => {
  expect(order([run('a', 0.3), run('b', 0.5), failed, run('c', 0.1)], 'mse')).toEqual(['c', 'a', 'b', 'failed']);
});

test('repeats give mean and deviation of validation and test, without those that failed', () => {
  const result = toSearchResult({ ...search, draws: [run('a', 0.3)], repeats: [failed, run('b', 0.2), run('c', 0.6)] });
  expect(result.score!.mean).toBeCloseTo(0.4, 12);
  expect(result.score!.deviation).toBeCloseTo(0.2, 12);
  expect(result.test!.accuracy!.mean).toBeCloseTo(0.2, 12);
  expect(result.head).toBe('b');
  expect(result.best).toEqual({ name: 'a' });
});

test('without a draw that has a score nothing is best', () => {
  for (const draws of [[], [failed], [failed, run('undefined', NaN)]]) expect(toSearchResult({ ...search, draws })).toMatchObject({ best: undefined, head: undefined, score: undefined });
});
