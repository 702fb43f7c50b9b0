import { expect, test } from 'vitest';
import { mixAtRatio } from '../../../datasets/noise/mix-at-ratio.ts';
import golden from './golden/mix.json' with { type: 'json' };

const int16 = (values: readonly number[]) => Int16Array.from(values);
const level = (values: Int16Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

test.each(golden.cases)('a mix where $name is numpy\'s, sample for sample: levels over the crop, the whole mix rescaled, fractions cut off (trap 28)', ({ clean, noise, snr, mix, scale }) => {
  const got = mixAtRatio(int16(clean), int16(noise), snr);
  expect([...got.samples]).toEqual(mix);
  expect(got.mixGain).toBeCloseTo(scale, 12);
});

test('noise is as many decibels below the clip as asked for', () => {
  const clean = Int16Array.from({ length: 4000 }, (_, i) => 8000 * Math.sin(i * 0.1));
  const noise = Int16Array.from({ length: 4000 }, (_, i) => 500 * Math.sin(i * i * 0.01));
  const { samples } = mixAtRatio(clean, noise, 6);
  expect(20 * Math.log10(level(clean) / level(samples.map((value, i) => value - clean[i]!)))).toBeCloseTo(6, 1);
});

test.each([
  ['a silent clip', [0, 0, 0], [5, -5, 5], 'silent-clip'],
  ['silent noise', [5, -5, 5], [0, 0, 0], 'silent-noise'],
  ['a clip without a sample', [], [], 'no-sound'],
] as const)('%s is left as it is, and that is said: nothing is divided by zero (trap 28)', (_, clean, noise, left) => {
  expect(mixAtRatio(int16(clean), int16(noise), 5)).toEqual({ samples: int16(clean), noiseGain: 0, mixGain: 1, left });
});

test('noise of another length is refused', () => {
  expect(() => mixAtRatio(int16([1, 2]), int16([1]), 5)).toThrow(/1 samples for 2/);
});
