import { expect, test } from 'vitest';
import { ALIGNMENTS } from '../../../fusion/align/alignments.ts';
import { alignLinear } from '../../../fusion/align/align-linear.ts';
import { alignMeanPool } from '../../../fusion/align/align-mean-pool.ts';
import { alignNearest } from '../../../fusion/align/align-nearest.ts';
import { regularTimeline } from '../../../fusion/align/timeline.ts';
import { randomArray } from '../../runtime/compile/random-array.ts';
import { farthest, rowsOf, sequenceOf } from './sequences.ts';
import golden from './golden/align.json' with { type: 'json' };
import type { FeatureSequence } from '../../../fusion/align/feature-sequence.ts';

const at = (...times: number[]) => ({ times: Float64Array.from(times) });
const RESAMPLING = Object.entries(ALIGNMENTS).flatMap(([name, alignment]) => (alignment.kind === 'resampling' ? [[name, alignment.align] as const] : []));

/** A ramp of slope 2 from 1 at irregular, jittered times. */
function ramp(count: number): FeatureSequence {
  const times = Array.from(randomArray(count, 9), (jitter, row) => row * 0.04 + jitter * 0.015);
  return sequenceOf(times.map((time) => [1 + 2 * time, -time]), times);
}

test('a regular timeline holds the instants before the end', () => {
  expect([...regularTimeline(4, 1).times]).toEqual([0, 0.25, 0.5, 0.75]);
  expect(regularTimeline(10, 0.3 + 1e-9).times).toHaveLength(3);
  expect(regularTimeline(25, 0).times).toHaveLength(0);
});

test('linear: a ramp stays the ramp at any instants, however irregular its own', () => {
  const { values, valid, times } = alignLinear(ramp(50), at(...Array.from(randomArray(80, 4), (x) => 0.95 + 0.9 * x).sort((a, b) => a - b)));
  expect([...valid]).toEqual(new Array(80).fill(1));
  expect(Math.max(...Array.from(times, (time, row) => Math.abs(values[2 * row]! - 1 - 2 * time)))).toBeLessThan(1e-6);
});

test('linear: values between irregular times are those of numpy', () => {
  const { times, values, instants, expected } = golden.interp;
  const aligned = alignLinear(sequenceOf(values, times), at(...instants), { maxGap: Infinity });
  expect(farthest(aligned, expected)).toBeLessThan(2e-6);
  expect(aligned.valid.every((valid) => valid === 1)).toBe(true);
});

test('linear: nothing is invented outside the sequence nor in a gap longer than allowed', () => {
  const { valid, values } = alignLinear(sequenceOf([[1], [2], [3], [4]], [1, 1.5, 3, 3.5]), at(0.9, 1, 1.25, 2, 3, 3.5, 3.6), { maxGap: 1 });
  expect([...valid]).toEqual([0, 1, 1, 0, 1, 1, 0]);
  expect([...values]).toEqual([0, 1, 1.5, 0, 3, 4, 0]);
});

test('linear and nearest: without a word about it, gaps of up to a second are bridged', () => {
  const sequence = sequenceOf([[0], [1], [2]], [0, 1, 2.5]);
  expect([...alignLinear(sequence, at(0.5, 1.5)).valid]).toEqual([1, 0]);
  expect([...alignNearest(sequence, at(0.5, 1.6)).valid]).toEqual([1, 0]);
});

test('a gap just as long as allowed is bridged, though sums of times are not exact', () => {
  expect([...alignLinear(sequenceOf([[0], [1]], [0, 0.1 + 0.2]), at(0.2), { maxGap: 0.3 }).valid]).toEqual([1]);
  expect([...alignNearest(sequenceOf([[1]], [0]), at(0.1 + 0.2), { maxGap: 0.6 }).valid]).toEqual([1]);
});

test('linear: masked rows are bridged as gaps and their values are never seen', () => {
  const sequence = { ...sequenceOf([[0], [NaN], [2], [NaN], [NaN], [5]]), valid: Uint8Array.of(1, 0, 1, 0, 0, 1) };
  const { valid, values } = alignLinear(sequence, at(1, 2, 3), { maxGap: 2 });
  expect([...valid]).toEqual([1, 1, 0]);
  expect([...values]).toEqual([1, 2, 0]);
});

test('linear: of two rows at one time the later one counts', () => {
  expect([...alignLinear(sequenceOf([[1], [2], [8]], [0, 1, 1]), at(1)).values]).toEqual([8]);
});

test('nearest: the nearest valid row is taken, the earlier of two, and none that is farther than half the gap', () => {
  const sequence = { ...sequenceOf([[1], [2], [9], [4]]), valid: Uint8Array.of(1, 1, 0, 1) };
  const { valid, values } = alignNearest(sequence, at(-0.5, 0.4, 0.5, 1.6, 2.2, 3.4, 3.6), { maxGap: 1 });
  expect([...valid]).toEqual([1, 1, 1, 0, 0, 1, 0]);
  expect([...values]).toEqual([1, 1, 1, 0, 0, 4, 0]);
});

test('mean-pool: between rates of a whole ratio it is mean pooling with that stride', () => {
  const fast = { ...regularTimeline(30, 2) };
  const sequence = { ...fast, values: Float32Array.from(fast.times, (_, row) => row), dimensions: 1 };
  expect([...alignMeanPool(sequence, regularTimeline(10, 2)).values]).toEqual(Array.from({ length: 20 }, (_, row) => 3 * row + 1));
});

test('mean-pool: times that are sums of fractions fall into the interval they mean', () => {
  let time = 0;
  const times = Array.from({ length: 30 }, () => (time += 0.1) - 0.1);
  const { values } = alignMeanPool(sequenceOf(times.map((_, row) => [row]), times), at(...Array.from({ length: 10 }, (_, k) => k * 0.3)));
  Array.from(values).forEach((value, k) => expect(value).toBeCloseTo(3 * k + 1, 5));
});

test('mean-pool: masked rows are no part of the mean, and an interval without rows is masked', () => {
  const sequence = { ...sequenceOf([[1, 1], [NaN, NaN], [5, 7], [NaN, 0]], [0, 0.2, 0.9, 2.1]), valid: Uint8Array.of(1, 0, 1, 0) };
  const { valid, values } = alignMeanPool(sequence, at(0, 1, 2));
  expect([...valid]).toEqual([1, 0, 0]);
  expect([...values]).toEqual([3, 4, 0, 0, 0, 0]);
});

test('mean-pool: the last interval is as long as the one before; a single one takes all that follows', () => {
  const sequence = sequenceOf([[1], [2], [3], [4]]);
  expect([...alignMeanPool(sequence, at(0, 1)).values]).toEqual([1, 2]);
  expect([...alignMeanPool(sequence, at(1)).values]).toEqual([3]);
});

test.each(golden.merbench.map((each) => [each.values.length, each.length, each] as const))('merbench: %i rows onto %i are those of the published rule', (_rows, length, { values, expected }) => {
  const aligned = ALIGNMENTS.merbench.align(sequenceOf(values), regularTimeline(1, length));
  expect(farthest(aligned, expected)).toBeLessThan(2e-6);
  expect([...aligned.valid]).toEqual(expected.map((row) => (row.some((value) => value !== 0) ? 1 : 0)));
});

test('merbench: 11 rows onto 10 give four empty groups, then half of the first row, then means of pairs', () => {
  const aligned = ALIGNMENTS.merbench.align(sequenceOf(Array.from({ length: 11 }, (_, row) => [row + 1])), regularTimeline(1, 10));
  expect([...aligned.values]).toEqual([0, 0, 0, 0, 0.5, 2.5, 4.5, 6.5, 8.5, 10.5]);
  expect([...aligned.valid]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
});

test.each(golden.wen.map((each) => [each.values.length, each.length, each] as const))('wen: %i rows onto %i are stretched or picked as published', (_rows, length, { values, expected }) => {
  expect(farthest(ALIGNMENTS.wen.align(sequenceOf(values), regularTimeline(1, length)), expected)).toBeLessThan(2e-6);
});

test('wen: a masked row masks what it takes part in', () => {
  const sequence = { ...sequenceOf([[1], [NaN], [3], [4]]), valid: Uint8Array.of(1, 0, 1, 1) };
  const { valid, values } = ALIGNMENTS.wen.align(sequence, regularTimeline(1, 7));
  expect([...valid]).toEqual([1, 0, 0, 0, 1, 1, 1]);
  expect([...values]).toEqual([1, 0, 0, 0, 3, 3.5, 4]);
});

test.each(RESAMPLING)('%s: the result is on the timeline asked for, with zeros where it is masked', (_name, align) => {
  const timeline = at(0.3, 0.7, 1.9, 20);
  const { times, valid, values, dimensions } = align(sequenceOf([[1, 2], [3, 4], [5, 6]]), timeline);
  expect([times, valid.length, values.length, dimensions]).toEqual([timeline.times, 4, 8, 2]);
  expect(times).not.toBe(timeline.times);
  rowsOf({ times, values, dimensions }).forEach((row, index) => expect(valid[index] === 1 || row.every((value) => value === 0)).toBe(true));
});

test.each(RESAMPLING)('%s: a sequence without rows, or one that is masked everywhere, masks everything', (name, align) => {
  const empty = { ...sequenceOf([]), dimensions: 3 };
  expect([...align(empty, at(0, 1)).valid]).toEqual([0, 0]);
  expect(align(empty, at(0, 1)).values).toEqual(new Float32Array(6));
  if (name !== 'merbench') expect([...align({ ...sequenceOf([[NaN]]), valid: Uint8Array.of(0) }, at(0, 1)).valid]).toEqual([0, 0]);
});

test.each(RESAMPLING)('%s: no instant gives no row', (_name, align) => expect(align(sequenceOf([[1]]), at()).values).toHaveLength(0));

test.each<[string, FeatureSequence, RegExp]>([
  ['too few values', { ...sequenceOf([[1, 2]]), dimensions: 3 }, /2 values are not 1 times × 3/],
  ['a mask of another length', { ...sequenceOf([[1]]), valid: Uint8Array.of(1, 1) }, /mask has 2 entries for 1/],
  ['times that decrease', sequenceOf([[1], [2]], [1, 0.5]), /row 1 is 0.5, after 1/],
  ['a time that is not a number', sequenceOf([[1]], [NaN]), /row 0 is NaN/],
])('a sequence with %s is refused', (_name, sequence, message) => {
  for (const [, align] of RESAMPLING) expect(() => align(sequence, at(0))).toThrow(message);
});
