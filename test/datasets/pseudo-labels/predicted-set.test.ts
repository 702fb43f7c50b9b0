import { expect, test } from 'vitest';
import { fuseScores } from '../../../datasets/pseudo-labels/fuse-scores.ts';
import { toPredictedSet } from '../../../datasets/pseudo-labels/predicted-set.ts';

const [clip] = fuseScores([
  { name: 'face', weight: 1, clips: new Map([['a', [0.5, 0.3, 0.15, 0.05]]]) },
  { name: 'voice', weight: 1, clips: new Map([['a', [0.05, 0.05, 0.1, 0.8]]]) },
]);

test.each([
  [{ kind: 'cumulative', share: 0.8 }, [1, 1, 0, 1]],
  [{ kind: 'cumulative', share: 0.85 }, [1, 1, 1, 1]],
  [{ kind: 'cumulative', share: 0.5 }, [1, 0, 0, 1]],
  [{ kind: 'top' }, [1, 0, 0, 1]],
] as const)('%j: the candidates of both models together', (rule, expected) => {
  const { candidates, weights } = toPredictedSet(clip!, rule);
  expect(candidates).toEqual(expected);
  const mean = [0.275, 0.175, 0.125, 0.425];
  const total = mean.reduce((sum, value, code) => sum + value * expected[code]!, 0);
  weights.forEach((weight, code) => expect(weight).toBeCloseTo((mean[code]! * expected[code]!) / total, 10));
});

test('a share of 1 takes all classes, though rounded probabilities sum up to a little less', () => {
  const [even] = fuseScores([{ name: 'face', weight: 1, clips: new Map([['a', [0.333333, 0.333333, 0.333333]]]) }]);
  expect(toPredictedSet(even!, { kind: 'cumulative', share: 1 }).candidates).toEqual([1, 1, 1]);
});
