import { expect, test } from 'vitest';
import { checkCandidates, describeCandidates } from '../../../../fusion/train/partial/candidate-sets.ts';
import { flipCandidates, independentCandidates } from '../../../../fusion/train/partial/draw-candidates.ts';
import { votesToCandidates } from '../../../../fusion/train/partial/votes-to-candidates.ts';

const labels = Int32Array.from({ length: 4000 }, (_, index) => (index * 7) % 6);
const noise = { classes: 6, ambiguity: 0.4, noise: 0.3, seed: 1 };
const sizes = ({ sets, classes }: { readonly sets: Uint8Array; readonly classes: number }) => Array.from({ length: sets.length / classes }, (_, row) => sets.subarray(row * classes, (row + 1) * classes).reduce((sum, flag) => sum + flag, 0));

test('drawn sets are as large and as wrong as q and η say', () => {
  const { candidates, ambiguity, noise: missing } = describeCandidates(flipCandidates(labels, noise), labels);
  expect(candidates).toBeCloseTo(1 + 0.4 * 5, 1);
  expect(ambiguity).toBeCloseTo(0.4, 1);
  expect(missing / (0.3 * (1 - 0.4 ** 5))).toBeCloseTo(1, 1);
});

test('a set keeps its size when its truth is taken out', () => {
  expect(sizes(flipCandidates(labels, noise))).toEqual(sizes(flipCandidates(labels, { ...noise, noise: 0 })));
});

test('with q = 1 every set is full and stays so; with η = 0 the truth is always in', () => {
  expect(sizes(flipCandidates(labels, { ...noise, ambiguity: 1, noise: 1 })).every((size) => size === 6)).toBe(true);
  expect(describeCandidates(flipCandidates(labels, { ...noise, noise: 0 }), labels).noise).toBe(0);
  expect(describeCandidates(independentCandidates(labels, { ...noise, noise: 0 }), labels).noise).toBe(0);
});

test('independent draws leave the truth out as often as η says of rows that are not empty, and leave no row empty', () => {
  const drawn = independentCandidates(labels, noise);
  expect(Math.min(...sizes(drawn))).toBeGreaterThanOrEqual(1);
  const empty = 0.3 * 0.6 ** 5;
  expect(describeCandidates(drawn, labels).noise / ((0.3 - empty) / (1 - empty))).toBeCloseTo(1, 1);
});

test('the same seed draws the same sets, another one others', () => {
  expect(flipCandidates(labels, noise)).toEqual(flipCandidates(labels, noise));
  expect(flipCandidates(labels, { ...noise, seed: 2 })).not.toEqual(flipCandidates(labels, noise));
});

test('votes become candidates, and their shares what is believed at first', () => {
  const votes = [5, 3, 1, 0, 1, 1, 1, 1];
  expect([...votesToCandidates(votes, { classes: 4 }).sets]).toEqual([1, 1, 1, 0, 1, 1, 1, 1]);
  const { sets, weights } = votesToCandidates(votes, { classes: 4, least: 2, start: 'votes' });
  expect([...sets]).toEqual([1, 1, 0, 0, 1, 1, 1, 1]); // Nobody has two votes in the second row: those with the most are taken
  expect([...weights!]).toEqual([5 / 8, 3 / 8, 0, 0, 0.25, 0.25, 0.25, 0.25]);
});

test.each([
  [() => flipCandidates(labels, { ...noise, ambiguity: 1.5 }), /q = 1\.5 is no probability/],
  [() => flipCandidates(labels, { ...noise, noise: Number.NaN }), /η = NaN is no probability/],
  [() => independentCandidates(labels, { ...noise, ambiguity: 0, noise: 1 }), /every set is empty/],
  [() => checkCandidates({ classes: 3, sets: Uint8Array.of(1, 0, 0, 0, 0, 0) }), /that of example 1 is empty/],
  [() => checkCandidates({ classes: 3, sets: Uint8Array.of(1, 0) }), /2 flags are no rows of 3 classes/],
  [() => checkCandidates({ classes: 2, sets: Uint8Array.of(1, 0), pinned: new Uint8Array(3) }), /3 marks of known labels for 1 examples/],
  [() => votesToCandidates([1, 0, 0, 0], { classes: 2 }), /example 1 has none/],
])('what cannot be sets is refused (%#)', (make, message) => {
  expect(make).toThrow(message);
});
