import { expect, test } from 'vitest';
import { NegativeScan } from '../../../plugins/rope-bound/negative-scan.ts';
import { ropeFrequencies } from '../../../plugins/rope-bound/rope-frequencies.ts';
import { ropeReach } from '../../../plugins/rope-bound/rope-reach.ts';
import { ropeSmallestBase } from '../../../plugins/rope-bound/rope-smallest-base.ts';
import { similarityAt } from '../../../plugins/rope-bound/similarity-at.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import golden from './golden/rope.json' with { type: 'json' };

const { spots, reaches, bases, table4 } = golden as unknown as {
  readonly spots: readonly [number, number, number, number][];
  readonly reaches: readonly [number, number, number | null][];
  readonly bases: readonly [number, number, number, number][];
  readonly table4: { readonly methods: readonly number[][]; readonly bad: readonly (readonly [number, number])[] };
};

test.each(spots)('heads of %i with base %f have the B of extended precision at distance %i', (headDim, base, distance, expected) => {
  expect(Math.abs(similarityAt(ropeFrequencies({ headDim, base }), distance) - expected)).toBeLessThan(1e-9);
});

test.each(reaches)('heads of %i with base %f reach what brute force finds', (headDim, base, expected) => {
  expect(ropeReach({ headDim, base, limit: 30_000 }) ?? null).toBe(expected);
});

test.each(bases)('heads of %i need for context %i, to %i digits, the base that brute force finds', (headDim, context, digits, expected) => {
  expect(ropeSmallestBase({ headDim, context, digits })).toBe(expected);
});

test.each([[1000, 4.3e3], [2000, 1.6e4], [4000, 2.7e4], [8000, 8.4e4], [64_000, 2.1e6], [128_000, 7.8e6]])('a context of %i needs the base of table 2 of the paper', (context, base) => {
  expect(ropeSmallestBase({ headDim: 128, context, digits: 2 })).toBe(base);
});

test('the two ways of table 4 have as many bad distances as are printed', () => {
  const bad = table4.methods.map((method) => [15, 30].map((k) => Array.from({ length: k * 1024 + 1 }, (_, m) => similarityAt(Float64Array.from(method), m)).filter((similarity) => similarity < 0).length));
  expect(bad).toEqual([[0, 0], [97, 2554]]);
  expect(bad).toEqual(table4.bad);
});

test('a context holds exactly when no distance up to it is negative, whatever heads, base and scale', () => {
  const random = randomFor(1, 'rope');
  for (let round = 0; round < 60; round++) {
    const setting = { headDim: 2 * (1 + Math.floor(random.uniform() * 40)), base: 10 ** (6 * random.uniform()), positionScale: 1 + 3 * random.uniform() };
    const [frequencies, limit] = [ropeFrequencies(setting), Math.floor(random.uniform() * 2000)];
    const first = Array.from({ length: limit + 1 }, (_, m) => m).find((m) => similarityAt(frequencies, m) < 0);
    expect(ropeReach({ ...setting, limit })).toBe(first);
    expect(new NegativeScan(frequencies, limit).any(limit) === undefined).toBe(first === undefined);
  }
});

test('bases that hold are no interval: a larger one may fail', () => {
  expect(ropeReach({ headDim: 128, base: 4300, limit: 1000 })).toBeUndefined();
  expect(ropeReach({ headDim: 128, base: 6000, limit: 1000 })).toBeLessThanOrEqual(1000);
  expect(ropeSmallestBase({ headDim: 16, context: 256, from: 1e4 })).toBe(1.2e4);
});

test('heads of two numbers hold for no context from two on, whatever the base', () => {
  expect([ropeSmallestBase({ headDim: 2, context: 1 }), ropeSmallestBase({ headDim: 2, context: 2 })]).toEqual([1, Infinity]);
});

test('positions divided by a scale reach that much farther', () => {
  const reach = ropeReach({ headDim: 64, base: 1e4, limit: 10_000 })!;
  const scaled = ropeReach({ headDim: 64, base: 1e4, positionScale: 4, limit: 10_000 })!;
  expect(Math.abs(scaled / 4 - reach)).toBeLessThan(1);
});

test.each([
  [() => ropeReach({ headDim: 7, base: 1e4, limit: 9 }), /^headDim: is 7\. Give an even number/],
  [() => ropeReach({ headDim: 8, base: 0, limit: 9 }), /^base: is 0\. /],
  [() => ropeReach({ headDim: 8, base: 1e4, limit: 1.5 }), /^limit: is 1\.5\. /],
  [() => ropeSmallestBase({ headDim: 8, context: -1 }), /^context: is -1\. /],
  [() => ropeSmallestBase({ headDim: 8, context: 9, digits: 0 }), /^digits: is 0\. /],
])('what is no such number is refused', (call, message) => {
  expect(call).toThrow(RangeError);
  expect(call).toThrow(message);
});
