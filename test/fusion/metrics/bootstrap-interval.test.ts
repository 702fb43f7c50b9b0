import { expect, test } from 'vitest';
import { bootstrapInterval } from '../../../fusion/metrics/bootstrap-interval.ts';
import { scoreInterval } from '../../../fusion/metrics/score-interval.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { splitByGroup } from '../../../fusion/metrics/split-by-group.ts';
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
  const groups = predicted.map((_, row) => `clip ${row}`);
  const { low, high, standardError } = scoreInterval({ continuous: { predicted, actual } }, { metric: 'ccc', groups, replicates: 20_000 });
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
  const groups = ['a', 'b'];
  const predictions = { continuous: { predicted: [1, 1, 1, 3], actual: [1, 1, 2, 4] } };
  const { low, undefinedReplicates } = scoreInterval(predictions, { metric: 'ccc', groups: ['a', 'a', 'b', 'b'], replicates: 400 });
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

test('rows are sorted into their groups, with their weights, in the order of appearance', () => {
  const continuous = { predicted: [1, 2, 3, 4, 5, 6], actual: [7, 8, 9, 10, 11, 12], columns: 2, weights: [1, 0, 3] };
  const probabilities = { predicted: [0.1, 0.9, 0.2, 0.8, 0.3, 0.7], actual: [0, 1, 1], classes: 2 };
  const groups = splitByGroup({ continuous, probabilities }, ['b', 'a', 'b']);
  const of = (...values: number[]) => Float64Array.from(values);
  expect([...groups.keys()]).toEqual(['b', 'a']);
  expect(groups.get('b')).toEqual({
    continuous: { predicted: of(1, 2, 5, 6), actual: of(7, 8, 11, 12), columns: 2, weights: of(1, 3) },
    probabilities: { predicted: of(0.1, 0.9, 0.3, 0.7), actual: of(0, 1), classes: 2, weights: undefined },
  });
});

test.each(['macro-f1', 'au-f1', 'brier', 'mer-combined'] as const)('groups keep every part that %s needs', (metric) => {
  const codes = [0, 1, 1, 0];
  const predictions = {
    classes: { predicted: codes, actual: codes, classes: 2 },
    continuous: { predicted: codes, actual: codes },
    units: { predicted: codes, actual: codes, columns: 1 },
    probabilities: { predicted: codes.flatMap((code) => [1 - code, code]), actual: codes, classes: 2 },
  };
  const { low, high } = scoreInterval(predictions, { metric, groups: ['a', 'a', 'b', 'b'], replicates: 20 });
  expect([low, high]).toEqual(metric === 'brier' ? [0, 0] : [1, 1]);
});

test('groups that are not one per row are refused', () => {
  const classes = { predicted: [0, 1, 1], actual: [0, 1, 1], classes: 2 };
  expect(() => splitByGroup({ classes }, ['a', 'b'])).toThrow('groups: 2 given for 3 values');
});
