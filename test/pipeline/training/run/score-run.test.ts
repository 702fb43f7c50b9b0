import { expect, test } from 'vitest';
import { scoreRun } from '../../../../pipeline/training/run/score-run.ts';
import type { Prediction } from '../../../../fusion/train/predict-examples.ts';

/** An answer to a clip of a speaker; NaN: what is true is not known. */
function answer(clip: string, group: string | undefined, [predicted, actual]: readonly [number, number]): Prediction {
  return { example: { clip, ...(group !== undefined && { group }), features: {}, targets: { valence: Float32Array.of(actual) } }, outputs: { valence: Float32Array.of(predicted) } };
}

function scoresOf(answers: readonly Prediction[]) {
  const scorer = scoreRun(0, 1);
  for (const each of answers) scorer.add('fold-1', each);
  return scorer.scores('ccc', { 'fold-1': 0.5 });
}

const pairs = [[0.1, 0.2], [0.5, 0.4], [-0.3, -0.6], [0.9, 0.7]] as const;

test('an interval is over speakers where there are several', () => {
  const { intervalOver, interval } = scoresOf(pairs.map((pair, index) => answer(`c${index}`, `s${index % 2}`, pair)));
  expect(intervalOver).toBe('groups');
  expect(interval[0]).toBeLessThan(interval[1]);
});

test.each([
  ['all validation clips are of one speaker', () => 's0'],
  ['a clip names no speaker', (index: number) => (index === 3 ? undefined : `s${index}`)],
])('an interval is over clips where %s', (_, group) => {
  const { intervalOver, interval } = scoresOf(pairs.map((pair, index) => answer(`c${index}`, group(index), pair)));
  expect(intervalOver).toBe('clips');
  expect(interval[0]).toBeLessThan(interval[1]);
});

test('of one clip there are scores, and no interval', () => {
  const example = { clip: 'c', features: {}, targets: { valence: Float32Array.of(0.1, 0.5, 0.3) } };
  const { interval, value } = scoresOf([{ example, outputs: { valence: Float32Array.of(0.2, 0.4, 0.3) } }]);
  expect(interval).toEqual([NaN, NaN]);
  expect(value).toBeCloseTo(0.8, 6); // 2 · 0.0133 / (0.0067 + 0.0267)
});

test('a bootstrap sample of speakers without any label does not count', () => {
  const { interval } = scoresOf([...pairs.map((pair, index) => answer(`c${index}`, 's0', pair)), answer('d0', 's1', [0.3, NaN]), answer('d1', 's1', [0.1, NaN])]);
  expect(interval.every(Number.isFinite)).toBe(true);
});
