import { expect, test } from 'vitest';
import type { Expression } from '../../../fusion/verdict.ts';
import { scoreAgreement } from '../../../plugins/describer/score-agreement.ts';

const times = (count: number, described: Expression, classified: Expression) => Array.from({ length: count }, () => [described, classified] as const);

test('of 20, 5, 10 and 15 pairs 0.7 agree, and kappa is 0.4', () => {
  const pairs = [...times(20, 'happiness', 'happiness'), ...times(5, 'happiness', 'sadness'), ...times(10, 'sadness', 'happiness'), ...times(15, 'sadness', 'sadness')];
  const { all, byLabel } = scoreAgreement(pairs); // 35 of 50; by chance 0.5 · 0.6 + 0.5 · 0.4
  expect(all).toMatchObject({ moments: 50, both: 35, agreement: 0.7 });
  expect(all.kappa).toBeCloseTo(0.4, 12);
  expect(byLabel).toEqual([
    { label: 'happiness', moments: 35, described: 25, classified: 30, both: 20, agreement: 20 / 35 },
    { label: 'sadness', moments: 30, described: 25, classified: 20, both: 15, agreement: 0.5 },
  ]);
});

test('where both always say the same, kappa is not defined; of nothing, neither is agreement', () => {
  expect(scoreAgreement(times(3, 'fear', 'fear')).all).toEqual({ moments: 3, described: 3, classified: 3, both: 3, agreement: 1 });
  expect(scoreAgreement([]).all).toEqual({ moments: 0, described: 0, classified: 0, both: 0 });
});
