import { expect, test } from 'vitest';
import { bestThreshold } from '../../../scripts/text-head/best-threshold.ts';
import { calibrate } from '../../../scripts/text-head/calibrate.ts';
import { fitMargin } from '../../../scripts/text-head/fit-margin.ts';
import { fitRatings } from '../../../scripts/text-head/fit-ratings.ts';
import { fitRidge } from '../../../scripts/text-head/fit-ridge.ts';
import { outOfFold } from '../../../scripts/text-head/out-of-fold.ts';
import { rowProduct, toSparseRows, type SparseRows } from '../../../scripts/text-head/sparse-rows.ts';
import golden from './golden/fits.json' with { type: 'json' };

const width = 6;
const chosen = [...golden.x.keys()];
const rows = sparse(golden.x);
const options = { width, cost: 0.2, rounds: 400, seed: 1 };

function sparse(x: readonly (readonly number[])[]): SparseRows {
  const cells = x.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])));
  const ends = cells.reduce<number[]>((all, row) => [...all, all.at(-1)! + row.length], [0]);
  return { offsets: Uint32Array.from(ends), columns: Uint32Array.from(cells.flat(), ({ column }) => column), values: Float32Array.from(cells.flat(), ({ value }) => value) };
}

const near = (expected: readonly number[], digits = 3) => expected.map((value) => expect.closeTo(value, digits) as number);

test('a classifier has the weights that liblinear finds', () => {
  const fit = fitMargin(rows, chosen, (i) => golden.y[i] === 1, options);
  expect([...fit.weights, fit.bias]).toEqual(near([...golden.margin.weights, golden.margin.bias]));
});

test('a regression has the weights of scikit-learn', () => {
  const fit = fitRidge(rows, chosen, Float64Array.from(golden.target), { width, penalty: 1, rounds: 400, seed: 1 });
  expect([...fit.weights, fit.bias]).toEqual(near([...golden.ridge.weights, golden.ridge.bias]));
});

test('the same seed gives the same bytes, another seed another order', () => {
  const fit = (seed: number) => [...fitMargin(rows, chosen, (i) => golden.y[i] === 1, { ...options, rounds: 2, seed }).weights];
  expect(fit(1)).toEqual(fit(1));
  expect(fit(1)).not.toEqual(fit(2));
});

test('each row is judged by a classifier that has not seen it', () => {
  const labels = golden.y.map((label) => [label]);
  const foldOf = chosen.map((i) => i % 4);
  const margins = outOfFold(rows, labels, { ...options, foldOf, folds: 4, classes: 2 });
  const others = fitMargin(rows, chosen.filter((i) => i % 4 !== 3), (i) => golden.y[i] === 1, options);
  expect(margins[7]![1]).toBeCloseTo(rowProduct(rows, 7, others), 10);
});

test('calibration is the softmax regression of scikit-learn', () => {
  const classes = 3;
  const margins = golden.x.map((row) => Float64Array.from(row.slice(0, classes)));
  const weights = calibrate(margins, golden.classes.map((label) => [label]), classes);
  for (let i = 0; i < 5; i++) {
    const scores = Array.from({ length: classes }, (_, k) => margins[i]!.reduce((sum, value, j) => sum + value * weights[k * (classes + 1) + j]!, weights[k * (classes + 1) + classes]!));
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    expect(scores.map((score) => Math.exp(score) / total)).toEqual(near(golden.probabilities[i]!));
  }
});

test('a sentence with two labels counts as a half of each', () => {
  const [a, b] = calibrate([Float64Array.of(0), Float64Array.of(0), Float64Array.of(0), Float64Array.of(0)], [[0, 1], [0, 1], [0], [1]], 2).filter((_, p) => p % 2 === 1);
  expect(a! - b!).toBeCloseTo(0, 6);
});

test('the threshold lies in the middle of the gap where F1 is highest', () => {
  expect(bestThreshold([0.9, 0.1, 0.5, -1], (i) => i === 0 || i === 2)).toBeCloseTo(0.3, 10);
  expect(bestThreshold([3, 2, 1], (i) => i === 1)).toBeCloseTo(1.5, 10);
});

test('rows have unit length, their values in the ratio of the weights', () => {
  const { values, columns, offsets } = toSparseRows([Uint32Array.of(2, 0), Uint32Array.of()], Float32Array.of(3, 1, 4));
  expect([[...offsets], [...columns]]).toEqual([[0, 2, 2], [2, 0]]);
  expect([...values]).toEqual(near([0.8, 0.6], 6));
});

test('what ratings take from the classifiers is in the weights of the terms', () => {
  const fits = [fitMargin(rows, chosen, (i) => golden.y[i] === 1, options)];
  const ratings = golden.target.map((value, i) => [value, golden.y[i]!, 0.25] as const);
  const [valence, arousal, dominance] = fitRatings({ rows, ratings, fits }, { width, penalty: 1, rounds: 400, seed: 1 });
  const joined = sparse(golden.x.map((row, i) => [...row, rowProduct(rows, i, fits[0]!)]));
  const direct = fitRidge(joined, chosen, Float64Array.from(golden.target), { width: width + 1, penalty: 1, rounds: 400, seed: 1 });
  for (const i of [0, 5, 9]) expect(rowProduct(rows, i, valence!)).toBeCloseTo(rowProduct(joined, i, direct), 6);
  expect(rowProduct(rows, 3, dominance!)).toBeCloseTo(0.25, 6);
  expect(arousal!.weights).not.toEqual(valence!.weights);
});
