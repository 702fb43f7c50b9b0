import { expect, test } from 'vitest';
import { bootstrapInterval } from '../../../fusion/metrics/bootstrap-interval.ts';
import { METRICS } from '../../../fusion/metrics/metrics.ts';
import { mergeSummaries, summarise } from '../../../fusion/metrics/summarise.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import golden from './golden/metrics.json' with { type: 'json' };

interface Sum {
  readonly count: number;
  readonly total: number;
}

/** The mean, as a score whose standard error is known. */
const mean = {
  merge: (parts: readonly Sum[]) => parts.reduce((a, b) => ({ count: a.count + b.count, total: a.total + b.total }), { count: 0, total: 0 }),
  value: ({ count, total }: Sum) => total / count,
};

/** CCC of groups of rows. */
const ccc = { merge: mergeSummaries, value: METRICS.ccc.value };
const rows = (predicted: readonly number[], actual: readonly number[]) => summarise({ continuous: { predicted, actual } });

const one = (total: number): Sum => ({ count: 1, total });
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(average(values.map((value) => (value - average(values)) ** 2)));

const random = randomFor(5).uniform;
/** Twelve speakers of ten clips each: alike within a speaker, unlike between them. */
const speakers = Array.from({ length: 12 }, () => {
  const level = random() * 2;
  return Array.from({ length: 10 }, () => level + random() * 0.2);
});
const clips = speakers.flat();

test('the standard error of a mean is σ/√n', () => {
  const { value, standardError } = bootstrapInterval(clips.map(one), { ...mean, replicates: 4000 });
  expect(value).toBeCloseTo(average(clips), 12);
  expect(Math.abs(standardError / (deviation(clips) / Math.sqrt(clips.length)) - 1)).toBeLessThan(0.04);
});

test('the bounds of a mean are 1.96 standard errors away', () => {
  const { value, low, high } = bootstrapInterval(clips.map(one), { ...mean, replicates: 4000 });
  const error = deviation(clips) / Math.sqrt(clips.length);
  expect([(value - low) / error, (high - value) / error].every((z) => z > 1.85 && z < 2.07)).toBe(true);
});

test('drawing whole speakers gives the standard error of their means, which is wider than that of single clips', () => {
  const groups = speakers.map((values) => ({ count: values.length, total: values.reduce((sum, value) => sum + value, 0) }));
  const { standardError } = bootstrapInterval(groups, { ...mean, replicates: 4000 });
  expect(Math.abs(standardError / (deviation(speakers.map(average)) / Math.sqrt(speakers.length)) - 1)).toBeLessThan(0.04);
  expect(standardError).toBeGreaterThan(2.5 * bootstrapInterval(clips.map(one), mean).standardError);
});

test('the interval of CCC is that of SciPy', () => {
  const { predicted, actual, ...expected } = golden.bootstrap;
  const { low, high, standardError } = bootstrapInterval(predicted.map((value, row) => rows([value], [actual[row]!])), { ...ccc, replicates: 20_000 });
  expect([Math.abs(low - expected.low), Math.abs(high - expected.high)].every((difference) => difference < 0.01)).toBe(true);
  expect(Math.abs(standardError / expected.standardError - 1)).toBeLessThan(0.02);
});

test('a 95 % interval of the mean of 40 normal values holds the truth in about 95 of 100 samples', () => {
  const held = Array.from({ length: 400 }, (_, seed) => {
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const { low, high } = bootstrapInterval(Array.from({ length: 40 }, () => one(normal())), { ...mean, replicates: 300, seed });
    return low <= 0 && high >= 0;
  });
  expect(average(held.map(Number))).toBeGreaterThan(0.91);
  expect(average(held.map(Number))).toBeLessThan(0.98);
});

test('the same seed gives the same interval, another seed another', () => {
  const interval = (seed: number) => bootstrapInterval(clips.map(one), { ...mean, replicates: 50, seed });
  expect(interval(1)).toEqual(interval(1));
  expect(interval(2).low).not.toBe(interval(1).low);
});

test('a higher level gives a wider interval', () => {
  const width = (level: number) => {
    const { low, high } = bootstrapInterval(clips.map(one), { ...mean, level });
    return high - low;
  };
  expect(width(0.99)).toBeGreaterThan(width(0.95));
});

test('bounds lie between replicates as numpy\'s quantiles do, and the standard error divides by one less than their number', () => {
  const drawn: number[] = [];
  const value = (sum: Sum) => {
    drawn.push(mean.value(sum));
    return drawn.at(-1)!;
  };
  const { low, high, standardError } = bootstrapInterval(clips.map(one), { ...mean, value, replicates: 4, level: 0.5 });
  const sorted = drawn.slice(0, 4).sort((a, b) => a - b);
  expect(low).toBeCloseTo(sorted[0]! + 0.75 * (sorted[1]! - sorted[0]!), 12);
  expect(high).toBeCloseTo(sorted[2]! + 0.25 * (sorted[3]! - sorted[2]!), 12);
  expect(standardError).toBeCloseTo(deviation(sorted) * Math.sqrt(4 / 3), 12);
});

test('two models are compared on the same draws', () => {
  const groups = clips.map((value) => ({ a: one(value + 0.1), b: one(value) }));
  const pair = {
    merge: (parts: typeof groups) => ({ a: mean.merge(parts.map(({ a }) => a)), b: mean.merge(parts.map(({ b }) => b)) }),
    value: ({ a, b }: { a: Sum; b: Sum }) => mean.value(a) - mean.value(b),
  };
  const { low, high } = bootstrapInterval(groups, { ...pair, merge: (parts) => pair.merge([...parts]) });
  expect([low, high].map((bound) => bound.toFixed(6))).toEqual(['0.100000', '0.100000']);
});

test('replicates without a score are counted and left out', () => {
  const groups = [rows([1, 1], [1, 1]), rows([1, 3], [2, 4])];
  const { low, undefinedReplicates } = bootstrapInterval(groups, { ...ccc, replicates: 400 });
  expect(low).not.toBeNaN();
  expect(Math.abs(undefinedReplicates / 400 - 1 / groups.length ** 2)).toBeLessThan(0.07);
});

test('an interval whose replicates all lack a score is not a number', () => {
  const { low, high, undefinedReplicates } = bootstrapInterval([one(0), one(0)], { ...mean, value: () => NaN, replicates: 9 });
  expect([low, high, undefinedReplicates]).toEqual([NaN, NaN, 9]);
});

test.each([
  ['groups: 1 given, at least 2', [one(1)], {}],
  ['replicates: 0 is not', [one(1), one(2)], { replicates: 0 }],
  ['replicates: 1.5 is not', [one(1), one(2)], { replicates: 1.5 }],
  ['level: 95 is not between 0 and 1', [one(1), one(2)], { level: 95 }],
  ['level: 0 is not between 0 and 1', [one(1), one(2)], { level: 0 }],
])('bad options are refused: "%s"', (message, groups, options) => {
  expect(() => bootstrapInterval(groups, { ...mean, ...options })).toThrow(message);
});
