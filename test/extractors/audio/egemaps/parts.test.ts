import { expect, test } from 'vitest';
import { contourSlopes } from '../../../../extractors/audio/egemaps/contour-slopes.ts';
import { linearPrediction } from '../../../../extractors/audio/egemaps/linear-prediction.ts';
import { pitchPath } from '../../../../extractors/audio/egemaps/pitch-path.ts';
import { polynomialRoots } from '../../../../extractors/audio/egemaps/polynomial-roots.ts';
import { runningMoments } from '../../../../extractors/audio/egemaps/running-moments.ts';
import { smoothContour } from '../../../../extractors/audio/egemaps/smooth-contour.ts';
import { spectralBalance } from '../../../../extractors/audio/egemaps/spectral-balance.ts';
import { voiceSegments } from '../../../../extractors/audio/egemaps/voice-segments.ts';

test('the roots of (z − 0.5)(z + 0.25)(z² − z + 0.89) are found', () => {
  const { re, im } = polynomialRoots(Float64Array.of(-1.25, 1.015, -0.0975, -0.11125));
  const found = Array.from(re, (x, i) => [x, im[i]!] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  [[-0.25, 0], [0.5, -0.8], [0.5, 0], [0.5, 0.8]].forEach(([x, y], i) => {
    const nearest = found.find(([a, b]) => Math.hypot(a - x!, b - y!) < 1e-7);
    expect(nearest, `root ${i}`).toBeDefined();
  });
});

test('prediction of an autoregressive process of order 2 gives its coefficients', () => {
  // x[n] = 0.6 x[n−1] − 0.3 x[n−2] + e: r1 = 0.6 / 1.3 r0, r2 = 0.6 r1 − 0.3 r0
  const r1 = 0.6 / 1.3;
  const [a, b, c] = linearPrediction(Float64Array.of(1, r1, 0.6 * r1 - 0.3, 0.6 * (0.6 * r1 - 0.3) - 0.3 * r1));
  expect([a, b]).toEqual([expect.closeTo(-0.6, 12), expect.closeTo(0.3, 12)]);
  expect(c).toBeCloseTo(0, 12);
});

test('a contour is averaged over three frames, its ends with themselves', () => {
  const run = (values: readonly number[], skipZeros: boolean) => {
    const smoother = smoothContour({ skipZeros });
    return [...values.map((value) => smoother.push(value)).slice(1), smoother.finish()];
  };
  expect(run([3, 6, 0, 9], false)).toEqual([4, 3, 5, 6]);
  expect(run([3, 6, 0, 9], true)).toEqual([4, 4.5, 0, 9]);
});

test('a sawtooth rises and falls as fast as it was drawn, and ripples below a tenth of its range do not count', () => {
  const saw = Float32Array.from({ length: 101 }, (_, i) => (i % 20 <= 5 ? i % 20 : (20 - (i % 20)) / 3) + (i % 2 === 0 ? 0.1 : 0));
  const { rising, falling, peaks } = contourSlopes(saw);
  expect(peaks).toBe(5);
  expect(rising.mean).toBeCloseTo(100, -1);
  expect(Math.abs(falling.mean - 100 / 3)).toBeLessThan(1);
  expect(falling.deviation).toBeLessThan(2);
  expect(contourSlopes(new Float32Array(0)).peaks).toBe(0);
});

test('stretches last from their first frame to their last', () => {
  const counter = voiceSegments();
  for (const voiced of [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1]) counter.push(voiced === 1);
  const { voicedPerSecond, voiced, unvoiced } = counter.segments();
  expect(voicedPerSecond).toBeCloseTo(2 / 0.12, 9);
  expect(voiced.mean).toBeCloseTo((0.04 + 0.01) / 2, 9);
  expect(voiced.deviation).toBeCloseTo(0.015, 9);
  expect(unvoiced.mean).toBeCloseTo((0.02 + 0.01) / 2, 9);
});

test('moments are those of the values, with the sign of the mean', () => {
  const moments = runningMoments();
  for (const value of [-1, -2, -3, -6]) moments.push(value);
  expect(moments.mean()).toBe(-3);
  expect(moments.relativeDeviation()).toBeCloseTo(-Math.sqrt(3.5) / 3, 12);
});

test('one wild candidate does not pull the pitch away, and a change of the voice is followed', () => {
  const path = pitchPath();
  const candidates = [...Array.from({ length: 10 }, () => 100), 200, ...Array.from({ length: 9 }, () => 100)].map((first) => [{ frequency: first, voicing: 0.8 }, { frequency: 101, voicing: 0.79 }]);
  const decided = [...candidates, ...Array.from({ length: 60 }, () => [{ frequency: 300, voicing: 0.3 }])].flatMap((each) => path.push(each) ?? []);
  const pitches = [...decided, ...path.finish()];
  expect(pitches).toHaveLength(80);
  expect(Math.max(...pitches.slice(0, 20))).toBe(101);
  expect(Math.min(...pitches.slice(0, 20))).toBe(100);
  expect(new Set(pitches.slice(20))).toEqual(new Set([0]));
});

test('levels that fall by 20 dB from bin to bin in a band have that slope, but for the count of bins', () => {
  const [size, sampleRate] = [512, 16_000];
  const step = sampleRate / size;
  const { slope500to1500 } = spectralBalance({ size, sampleRate })(Float64Array.from({ length: 257 }, (_, k) => 10 ** (-k / 1000)));
  const bins = Array.from({ length: 33 }, (_, i) => (16 + i) * step);
  const levels = bins.map((hz) => (-20 * hz) / step / 1000);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const slope = (32 * sum(bins.map((hz, i) => hz * levels[i]!)) - sum(bins) * sum(levels)) / (32 * sum(bins.map((hz) => hz * hz)) - sum(bins) ** 2);
  expect(slope500to1500).toBeCloseTo(slope, 12);
});
