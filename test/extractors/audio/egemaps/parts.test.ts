import { expect, test } from 'vitest';
import { contourSlopes } from '../../../../extractors/audio/egemaps/contour-slopes.ts';
import { linearPrediction } from '../../../../extractors/audio/egemaps/linear-prediction.ts';
import { narrowFrame } from '../../../../extractors/audio/egemaps/narrow-frame.ts';
import { pitchPath } from '../../../../extractors/audio/egemaps/pitch-path.ts';
import { polynomialRoots } from '../../../../extractors/audio/egemaps/polynomial-roots.ts';
import { runningMoments } from '../../../../extractors/audio/egemaps/running-moments.ts';
import { smoothContour } from '../../../../extractors/audio/egemaps/smooth-contour.ts';
import { spectralBalance } from '../../../../extractors/audio/egemaps/spectral-balance.ts';
import { voiceSegments } from '../../../../extractors/audio/egemaps/voice-segments.ts';
import { hamming, windowedSpectrum } from '../../../../extractors/audio/descriptors/windowed-spectrum.ts';

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
  const saw = Float32Array.from({ length: 106 }, (_, i) => (i % 20 <= 5 ? i % 20 : (20 - (i % 20)) / 3) + (i % 2 === 0 ? 0.1 : 0));
  const { rising, falling, peaks } = contourSlopes(saw);
  expect(peaks).toBe(5);
  expect(rising.mean).toBeCloseTo(100, -1);
  expect(Math.abs(falling.mean - 100 / 3)).toBeLessThan(1);
  expect(falling.deviation).toBeLessThan(2);
  expect(contourSlopes(new Float32Array(0)).peaks).toBe(0);
});

test('the last line counts against the mean after a maximum, for it after a minimum, and not among the squares', () => {
  const after = (...values: number[]) => contourSlopes(Float32Array.of(0, 2, 4, 2, 0, ...values));
  expect(after(2, 4, 3, 2, 1).falling).toEqual({ mean: expect.closeTo((200 - 100) / 2, 3), deviation: expect.closeTo(150 / Math.sqrt(2), 3) });
  expect(after(2, 4, 3, 2, 1).rising).toEqual({ mean: expect.closeTo(200, 3), deviation: expect.closeTo(0, 3) });
  expect(after(1, 1.5, 1.2).rising).toEqual({ mean: expect.closeTo((200 + 40) / 2, 3), deviation: expect.closeTo(80 / Math.sqrt(2), 3) });
  expect(after(1, 1.5, 1.2).peaks).toBe(1); // A maximum in the last frame but one is none
});

test('of maxima in a row the first one counts, unless one is a twentieth higher or rises by a tenth of the range; of minima the lowest', () => {
  const rise = (...top: number[]) => contourSlopes(Float32Array.of(0, 2, 4, ...top, 2, 0, 1, 2, 3)).rising;
  const end = 100; // The last line
  expect(rise(3.9, 4.1).mean).toBeCloseTo((200 + end) / 2, 3);
  expect(rise(3.9, 4.3).mean).toBeCloseTo((430 / 4 + end) / 2, 3);
  expect(rise(3.63, 4.1).mean).toBeCloseTo((410 / 4 + end) / 2, 3);
  const { falling } = contourSlopes(Float32Array.of(0, 4, 1, 1.1, 0.9, 3, 2, 2, 2));
  expect(falling.mean).toBeCloseTo(((4 - 0.9) / 0.03 - 1 / 0.03) / 2, 2);
});

test('a tone in a frame of 16 kHz is the same tone under the same window at 11 kHz, half of the padding late', () => {
  const spectrum = windowedSpectrum(hamming(320));
  const narrow = narrowFrame({ length: 320, size: 512, sampleRate: 16_000, to: 11_000 });
  const tone = (seconds: number) => Math.sin(2 * Math.PI * 1000 * seconds + 1);
  spectrum.magnitudes(Float64Array.from({ length: 320 }, (_, n) => tone(n / 16_000)));
  const samples = narrow(spectrum.firstBins(narrow.bins));
  expect(samples).toHaveLength(220);
  for (let n = 80; n < 220; n++) {
    const seconds = n / 11_000 - 96 / 16_000;
    const window = 0.54 - 0.46 * Math.cos((2 * Math.PI * seconds * 16_000) / 319);
    expect(samples[n]! / 512).toBeCloseTo(window * tone(seconds), 1.5);
  }
});

test('stretches last from their first frame to their last; those of one or two frames do not count, and one frame ends none', () => {
  const counter = voiceSegments();
  for (const voiced of '000111110000110001111011') counter.push(voiced === '1');
  const { voicedPerSecond, voiced, unvoiced } = counter.segments();
  expect(voicedPerSecond).toBeCloseTo(2 / 0.24, 9);
  expect(voiced.mean).toBeCloseTo((0.04 + 0.06) / 2, 9);
  expect(voiced.deviation).toBeCloseTo(0.01, 9);
  expect(unvoiced.mean).toBeCloseTo((0.02 + 0.03 + 0.02) / 3, 9);
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
