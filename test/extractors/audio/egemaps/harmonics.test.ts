import { expect, test } from 'vitest';
import { harmonics } from '../../../../extractors/audio/egemaps/harmonics.ts';

const SIZE = 1024;
const RATE = 16_000;
const BIN = RATE / SIZE; // Hz
const NONE = { frequency: 0, bandwidth: 0 };
const measure = harmonics({ size: SIZE, sampleRate: RATE });

/** Parabolas `height − (k − position)²` of three bins each over a floor of 1e-3. */
function drawPeaks(peaks: readonly (readonly [position: number, height: number])[]): Float64Array {
  const magnitudes = new Float64Array(SIZE / 2 + 1).fill(1e-3);
  for (const [position, height] of peaks) for (const k of [-1, 0, 1].map((away) => Math.round(position) + away)) magnitudes[k] = height - (k - position) ** 2;
  return magnitudes;
}

const decibels = (ratio: number) => 20 * Math.log10(ratio);
const at = (bins: number) => ({ frequency: bins * BIN, bandwidth: 100 });

test('the difference of the first harmonics is that of the heights of their parabolas, not of their bins', () => {
  const { h1MinusH2 } = measure(drawPeaks([[10.2, 9], [20.4, 7], [30.3, 5]]), 10.2 * BIN, [NONE, NONE, NONE]);
  expect(h1MinusH2).toBeCloseTo(decibels(7 / 5), 10);
});

test('levels of formants stand over the level of f0 at its bin', () => {
  const { formantLevels } = measure(drawPeaks([[10.2, 9], [20.4, 7], [30.3, 5]]), 10.2 * BIN, [at(20), at(30), NONE]);
  expect(formantLevels[0]).toBeCloseTo(decibels(7 / (9 - 0.04)), 10);
  expect(formantLevels[1]).toBeCloseTo(decibels(5 / (9 - 0.04)), 10);
  expect(formantLevels[2]).toBe(-201);
});

test('a formant without harmonics in reach has the level of f0 itself, exactly', () => {
  expect(measure(drawPeaks([[10.2, 9], [20.4, 7]]), 10.2 * BIN, [at(15), NONE, NONE]).formantLevels[0]).toBe(0);
});

test('a harmonic belongs to a formant where its refined frequency lies within a fifth', () => {
  const magnitudes = drawPeaks([[10, 9], [20, 3], [30.4, 7]]);
  expect(measure(magnitudes, 10.1 * BIN, [at(30.5 / 1.2), NONE, NONE]).formantLevels[0]).toBeCloseTo(decibels(7 / 9), 10);
  expect(measure(magnitudes, 10.1 * BIN, [at(30.3 / 1.2), NONE, NONE]).formantLevels[0]).toBe(0); // 20 lies below 0.8 of it
});

test('the strongest harmonic of a formant is the one with the highest bin, and its level that of its parabola', () => {
  const magnitudes = drawPeaks([[10, 9], [30, 6.9], [40.45, 7]]); // 7 − 0.45² is less than 6.9
  expect(measure(magnitudes, 10 * BIN, [at(35), NONE, NONE]).formantLevels[0]).toBeCloseTo(decibels(6.9 / 9), 10);
  const [, level] = measure(drawPeaks([[10, 9], [30, 6.7], [40.45, 7]]), 10 * BIN, [NONE, at(35), NONE]).formantLevels;
  expect(level).toBeCloseTo(decibels(7 / 9), 10);
});

test('a harmonic whose peak lies further than half of f0 and half a bin from its place is 200 dB below f0', () => {
  const near = measure(drawPeaks([[10, 9], [20, 7], [35.4, 5]]), 10 * BIN, [NONE, NONE, NONE]);
  expect(near.h1MinusH2).toBeCloseTo(decibels(7 / 5), 10);
  const far = measure(drawPeaks([[10, 9], [20, 7], [35.9, 5]]), 10 * BIN, [NONE, NONE, at(37)]);
  expect(far.h1MinusH2).toBeCloseTo(decibels(7 / 9) + 200, 10);
  expect(far.h1MinusA3).toBeCloseTo(decibels(7 / 5), 10); // It lies near 4 f0
});

test('a peak that is nearest to no multiple that it lies near is no harmonic of a formant', () => {
  const [level] = measure(drawPeaks([[10, 9], [36, 8], [43, 5]]), 10 * BIN, [at(40), NONE, NONE]).formantLevels;
  expect(level).toBeCloseTo(decibels(5 / 9), 10); // 43 is nearer to 40, and 36 too far from 30
});

test('a frame in which f0 has no peak near it is unvoiced but for its ratio of harmonics to noise', () => {
  const { harmonicsToNoise, ...rest } = measure(drawPeaks([[16, 9], [20, 7], [30, 5]]), 10 * BIN, [at(20), at(30), NONE]);
  expect(rest).toEqual({ h1MinusH2: 0, h1MinusA3: 0, formantLevels: [-201, -201, -201] });
  expect(harmonicsToNoise).not.toBe(0);
});

/** Magnitudes whose autocorrelation over its value at 0 has the given values at the given lags, and is a little below 0 at those around them, without a trough. */
function drawCorrelation(given: Readonly<Record<number, number>>): Float64Array {
  const values: Readonly<Record<number, number>> = { ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [60 + i, -0.001 - 1e-5 * i])), ...given };
  const power = (k: number) => 1 + Object.entries(values).reduce((sum, [lag, r]) => sum + 2 * r * Math.cos((2 * Math.PI * k * Number(lag)) / SIZE), 0);
  return Float64Array.from({ length: SIZE / 2 + 1 }, (_, k) => Math.sqrt(power(k)));
}

const noiseRatio = (values: Readonly<Record<number, number>>, period: number) => measure(drawCorrelation(values), RATE / period, [NONE, NONE, NONE]).harmonicsToNoise;
const over = (r: number) => 10 * Math.log10(r / (1 - r));

test('harmonics to noise come from the peak of the autocorrelation nearest to the whole samples of the period', () => {
  expect(noiseRatio({ 76: 0.2, 83: 0.25 }, 79.9)).toBeCloseTo(over(0.2), 6); // 79 samples: 3 and 4 away
  expect(noiseRatio({ 79: 0.2, 81: 0.25 }, 80.9)).toBeCloseTo(over(0.2), 6); // The shorter one of two
  expect(noiseRatio({ 79: -0.05, 80: -0.02, 81: -0.05, 86: 0.2 }, 80)).toBeCloseTo(over(0.05), 6); // A peak below 0 is none, a trough is one by its depth
});
