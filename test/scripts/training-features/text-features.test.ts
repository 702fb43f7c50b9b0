import { expect, test } from 'vitest';
import { project } from '../../../scripts/training-features/project.ts';
import { toTerms } from '../../../scripts/training-features/to-terms.ts';
import { weighTerms } from '../../../scripts/training-features/weigh-terms.ts';

test('words, pairs of words and marks are counted in lower case', () => {
  expect([...toTerms('No, NO! It’s fine')]).toEqual([['no', 2], ['no no', 1], ['!', 1], ['no !', 1], ["it's", 1], ["! it's", 1], ['fine', 1], ["it's fine", 1]]);
});

test('terms are weighed by what is known of the training part alone, to length 1', () => {
  const weigh = weighTerms(['sad day', 'sad song', 'sad song', 'new day'].map(toTerms));
  const weights = weigh(toTerms('sad song new'));
  expect([...weights.keys()]).toEqual(['sad', 'song', 'sad song']);
  const [sad, song] = [Math.log(5 / 4), Math.log(5 / 3)];
  expect(weights.get('sad')).toBeCloseTo(sad / Math.hypot(sad, song, song), 12);
  expect(Math.hypot(...weights.values())).toBeCloseTo(1, 12);
});

test('a text without a known term is zeros', () => {
  expect(project(weighTerms([])(toTerms('anything')), { dimensions: 3, seed: 1 })).toEqual(new Float32Array(3));
});

test('the projection keeps lengths and inner products, as nearly as its size allows', () => {
  const options = { dimensions: 4096, seed: 7 };
  const [a, b] = [project(new Map([['x', 0.6], ['y', 0.8]]), options), project(new Map([['y', 1]]), options)];
  const dot = (p: Float32Array, q: Float32Array) => p.reduce((sum, value, d) => sum + value * q[d]!, 0);
  expect(dot(b, b)).toBeCloseTo(1, 4);
  expect(Math.abs(dot(a, b) - 0.8)).toBeLessThan(0.05); // Three standard deviations of 0.6 / √4096
});

test('the same seed gives the same projection, and another seed another', () => {
  const of = (seed: number) => project(new Map([['x', 1]]), { dimensions: 16, seed });
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});
