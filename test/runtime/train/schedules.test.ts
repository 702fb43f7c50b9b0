import { expect, test } from 'vitest';
import { afterScore, plateauStart } from '../../../runtime/train/schedules/plateau.ts';
import { constant, cosine, stepwise, warmupStableDecay } from '../../../runtime/train/schedules/schedule.ts';

const at = (steps: readonly number[], schedule: (step: number, total: number) => number, total = 100) => steps.map((step) => Number(schedule(step, total).toFixed(6)));

test('a constant schedule stays', () => expect(at([0, 50, 99], constant)).toEqual([1, 1, 1]));

test('a stepwise schedule falls by its factor', () => expect(at([0, 9, 10, 25], stepwise({ every: 10, factor: 0.5 }))).toEqual([1, 1, 0.5, 0.25]));

test('a cosine rises over its warm-up, is half way down in the middle and ends at its floor', () => {
  expect(at([0, 4, 9, 10, 55, 100], cosine({ warmup: 10, floor: 0.1 }))).toEqual([0.1, 0.5, 1, 1, 0.55, 0.1]);
});

test('warm-up, stable, decay holds 1 until the decay begins', () => {
  expect(at([0, 9, 10, 79, 80, 90, 100], warmupStableDecay({ warmup: 10, decay: 20 }))).toEqual([0.1, 1, 1, 1, 1, 0.5, 0]);
});

test('after more scores without a better one than the patience the rate falls, down to its floor', () => {
  const options = { patience: 1, factor: 0.1, floor: 0.05 };
  const factors = [0.5, 0.4, 0.4, 0.6, 0.1, 0.1, 0.1, 0.1];
  let state = plateauStart;
  expect(factors.map((score) => (state = afterScore(state, score, options)).factor)).toEqual([1, 1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05]);
});

test('a plateau goes on after a trip through JSON, also with scores below 0', () => {
  const options = { patience: 0, factor: 0.5 };
  const revived = JSON.parse(JSON.stringify(plateauStart)) as typeof plateauStart;
  expect(afterScore(revived, -3, options)).toEqual({ factor: 1, best: -3, waited: 0 });
});
