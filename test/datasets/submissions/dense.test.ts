import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { interpolateRows } from '../../../datasets/submissions/interpolate-rows.ts';
import { nearestRows } from '../../../datasets/submissions/nearest-rows.ts';
import { smoothRows } from '../../../datasets/submissions/smooth-rows.ts';
import { toDenseClip } from '../../../datasets/submissions/to-dense-clip.ts';

interface Case {
  readonly frames: readonly number[];
  readonly length: number;
  readonly columns: number;
  readonly values: readonly number[];
  readonly dense: readonly number[];
  readonly smoothed: Readonly<Record<string, readonly number[]>>;
}

const { cases } = JSON.parse(readFileSync(new URL('golden/dense.json', import.meta.url), 'utf8')) as { readonly cases: readonly Case[] };
const near = (found: Float64Array, expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 7));
};

test.each(cases)('gaps between frames $frames are filled on a line and ends are copied, as numpy.interp does (trap 1)', ({ frames, length, columns, values, dense }) => {
  near(interpolateRows(Int32Array.from(frames), values, { columns, length }), dense);
});

test.each(cases)('the box filter over all frames is the mean of those within reach, as numpy computes it, frames $frames', ({ columns, dense, smoothed }) => {
  for (const [half, expected] of Object.entries(smoothed)) near(smoothRows(Float64Array.from(dense), { columns, halfWidth: Number(half) }), expected);
});

test('gaps are filled before the filter runs, not after (trap 13)', () => {
  const rows = { frames: Int32Array.of(1, 5), valence: Float32Array.of(0, 1), arousal: Float32Array.of(0, 0) };
  const { valence } = toDenseClip(rows, { length: 5, classes: 0, units: 0, smooth: { va: 1 } });
  expect([...valence!]).toEqual([0.125, 0.25, 0.5, 0.75, 0.875]); // Filling after the filter would keep 0 and 1 at the ends
});

test('classes come from the nearest frame, halfway from the earlier one', () => {
  expect([...nearestRows(Int32Array.of(2, 6), Int8Array.of(3, 5), { columns: 1, length: 8 })]).toEqual([3, 3, 3, 3, 5, 5, 5, 5]);
});

test('scores are smoothed before the highest is taken, so that one frame that stands out is outvoted (trap 13)', () => {
  const scores = Float32Array.of(0.9, 0.1, 0.4, 0.6, 0.9, 0.1);
  const frames = Int32Array.of(1, 2, 3);
  expect([...toDenseClip({ frames, scores }, { length: 3, classes: 2, units: 0 }).expression!]).toEqual([0, 1, 0]);
  expect([...toDenseClip({ frames, scores }, { length: 3, classes: 2, units: 0, smooth: { expr: 1 } }).expression!]).toEqual([0, 0, 0]);
});

test('probabilities of action units are held against a half after the filter', () => {
  const rows = { frames: Int32Array.of(1, 2, 3), unitScores: Float32Array.of(0.9, 0.1, 0.2, 0.6, 0.9, 0.2) };
  expect([...toDenseClip(rows, { length: 4, classes: 0, units: 2 }).units!]).toEqual([1, 0, 0, 1, 1, 0, 1, 0]);
  expect([...toDenseClip(rows, { length: 3, classes: 0, units: 2, smooth: { au: 1 } }).units!]).toEqual([1, 0, 1, 0, 1, 0]);
});
