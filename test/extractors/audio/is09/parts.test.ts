import { expect, test } from 'vitest';
import { contourFunctionals } from '../../../../extractors/audio/is09/contour-functionals.ts';
import { CONTOUR_FUNCTIONALS } from '../../../../extractors/audio/is09/functional-names.ts';
import { lagSpectra } from '../../../../extractors/audio/is09/lag-spectra.ts';
import { pitchContour } from '../../../../extractors/audio/is09/pitch-contour.ts';
import { pitchLag } from '../../../../extractors/audio/is09/pitch-lag.ts';
import { smoothedFrames } from '../../../../extractors/audio/is09/smoothed-frames.ts';
import { voicingProbability } from '../../../../extractors/audio/is09/voicing-probability.ts';
import { zeroCrossingRate } from '../../../../extractors/audio/is09/zero-crossing-rate.ts';

const functionalsOf = (values: Iterable<number>) => {
  const contour = contourFunctionals();
  for (const value of values) contour.push(value);
  const found = contour.values();
  return Object.fromEntries(CONTOUR_FUNCTIONALS.map((name, i) => [name, found[i]!])) as Record<(typeof CONTOUR_FUNCTIONALS)[number], number>;
};

test('a straight line has its slope and offset, no error, and the moments of equally likely values', () => {
  const n = 101;
  const found = functionalsOf(Array.from({ length: n }, (_, t) => 5 - 0.25 * t));
  expect(found).toMatchObject({ max: 5, min: -20, range: 25, maxPos: 0, minPos: 100, amean: expect.closeTo(-7.5, 12) as number, linregc1: expect.closeTo(-0.25, 12) as number, linregc2: expect.closeTo(5, 12) as number });
  expect(found.linregerrQ).toBeCloseTo(0, 12);
  expect(found.stddev).toBeCloseTo(0.25 * Math.sqrt((n ** 2 - 1) / 12), 12);
  expect(found.skewness).toBeCloseTo(0, 12);
  expect(found.kurtosis).toBeCloseTo((3 / 5) * ((3 * n ** 2 - 7) / (n ** 2 - 1)), 12);
});

test('rounding leaves no negative error on a line', () => {
  expect(functionalsOf(Array.from({ length: 1000 }, (_, t) => Math.PI * t)).linregerrQ).toBe(0);
});

test('a parabola misses its regression line by the known mean square', () => {
  const n = 50;
  const { linregc1, linregerrQ } = functionalsOf(Array.from({ length: n }, (_, t) => t ** 2));
  expect(linregc1).toBeCloseTo(n - 1, 10);
  expect(linregerrQ).toBeCloseTo(((n ** 2 - 1) * (n ** 2 - 4)) / 180, 6); // Mean square of the discrete Legendre polynomial of degree 2
});

test('one value of three that stands out gives the skewness and kurtosis of such a draw', () => {
  const p = 1 / 3;
  const found = functionalsOf([0, 0, 3, 0, 0, 3]);
  expect(found).toMatchObject({ maxPos: 2, minPos: 0, amean: 1 });
  expect(found.stddev).toBeCloseTo(Math.sqrt(2), 12);
  expect(found.skewness).toBeCloseTo((1 - 2 * p) / Math.sqrt(p * (1 - p)), 12);
  expect(found.kurtosis).toBeCloseTo(3 + (1 - 6 * p * (1 - p)) / (p * (1 - p)), 12);
});

test('moments keep their figures far from zero and over many values', () => {
  const { stddev, kurtosis, linregerrQ } = functionalsOf(Array.from({ length: 300_000 }, (_, t) => 1e6 + (t % 2)));
  expect(stddev).toBeCloseTo(0.5, 9);
  expect(kurtosis).toBeCloseTo(1, 6);
  expect(linregerrQ).toBeCloseTo(0.25, 9);
});

test('what does not vary has no skewness and no kurtosis, one value no slope, and nothing is 0 throughout', () => {
  expect(functionalsOf([0.995, 0.995, 0.995])).toMatchObject({ stddev: 0, skewness: 0, kurtosis: 0, linregc1: 0, linregc2: 0.995, linregerrQ: 0 });
  expect(functionalsOf([7])).toMatchObject({ max: 7, min: 7, amean: 7, linregc1: 0, linregc2: 7 });
  expect(Object.values(functionalsOf([]))).toEqual(new Array(12).fill(0));
});

test('frames are averaged over three and their slopes taken over five, the ends going on', () => {
  const frames = smoothedFrames();
  const values = [0, 3, 6, 0, 0, 9].flatMap((value) => frames.push(Float64Array.of(value)));
  expect(values).toHaveLength(3);
  const all = [...values, ...frames.finish()];
  const smooth = [1, 3, 3, 2, 3, 6];
  expect(all.map(([value]) => value)).toEqual(smooth);
  const at = (t: number) => smooth[Math.min(5, Math.max(0, t))]!;
  all.forEach(([, slope], t) => expect(slope).toBeCloseTo((at(t + 1) - at(t - 1) + 2 * (at(t + 2) - at(t - 2))) / 10, 12));
});

test('a single frame is its own average and does not change', () => {
  const frames = smoothedFrames();
  expect([...frames.push(Float64Array.of(4, 5)), ...frames.finish()]).toEqual([Float64Array.of(4, 5, 0, 0)]);
  expect(smoothedFrames().finish()).toEqual([]);
});

test('the rate of zero crossings counts changes of sign, and zeros between signs or side by side', () => {
  const rate = (...values: number[]) => zeroCrossingRate(Float32Array.from(values)) * values.length;
  expect(rate(1, -1, 1, -1, 1)).toBe(3);
  expect(rate(1, 0, -1, -1)).toBe(1);
  expect(rate(1, 0, 1, 1)).toBe(0);
  expect(rate(0, 0, 0, 0, 0)).toBe(3);
  expect(rate(1, 1, 1, -1)).toBe(0); // The last sample has no right neighbour
});

test('a tone crosses zero twice a period', () => {
  const tone = Float32Array.from({ length: 16_000 }, (_, n) => Math.sin((2 * Math.PI * 440 * n) / 16_000 + 0.1));
  expect(zeroCrossingRate(tone)).toBeCloseTo((2 * 440) / 16_000, 3);
});

test('both autocorrelations are the cosine sums of powers and of their logarithms', () => {
  const magnitudes = Float64Array.of(0.5, 2, 1, 0.1, 3);
  const { plain, compressed } = lagSpectra(8)(magnitudes);
  for (let lag = 0; lag < 4; lag++) {
    const sum = (of: (power: number) => number) => Array.from({ length: 8 }, (_, k) => of(magnitudes[Math.min(k, 8 - k)]! ** 2) * Math.cos((2 * Math.PI * k * lag) / 8)).reduce((a, b) => a + b);
    expect(plain[lag]).toBeCloseTo(sum((power) => power), 12);
    expect(compressed[lag]).toBeCloseTo(sum(Math.log1p), 12);
  }
});

test('voicing is the largest swing of the autocorrelation beyond the first slope, down as well as up', () => {
  const falling = [4, 3, 2, 1];
  expect(voicingProbability(Float64Array.of(...falling, 0, 3, 0, 1), 3)).toBe(0.75);
  expect(voicingProbability(Float64Array.of(...falling, 0, -3.5, 0, 3), 3)).toBe(0.875);
  expect(voicingProbability(Float64Array.of(4, 3.9, 3, 1, 0, 1, 0, 0), 3)).toBe(0.25); // What lies on the slope from lag 0 does not count
  expect(voicingProbability(Float64Array.of(4, 3.5, 3, 2.5, 2), 2)).toBe(0.5); // Falls to the end
  expect(voicingProbability(new Float64Array(8), 3)).toBe(0);
});

test('the period is the first peak that is high enough, not the highest', () => {
  const spectrum = (peaks: Readonly<Record<number, number>>) => Float64Array.from({ length: 100 }, (_, lag) => peaks[lag] ?? 0);
  expect(pitchLag(spectrum({ 0: 1, 20: 0.5, 40: 0.7, 60: 0.8 }), 10)).toBe(20); // 0.6 (0.8 + 0.03) = 0.498
  expect(pitchLag(spectrum({ 0: 1, 20: 0.49, 40: 0.7, 60: 0.8 }), 10)).toBe(40);
  expect(pitchLag(spectrum({ 0: 20, 20: 0.5, 40: 0.7, 60: 0.8 }), 10)).toBe(40); // 0.6 (0.8 + 0.22) = 0.612
  expect(pitchLag(spectrum({ 0: 1, 5: 9, 20: 0.7 }), 10)).toBe(20); // Below the shortest period
  expect(pitchLag(spectrum({ 0: 1, 10: 0.9, 20: 0.5 }), 10)).toBe(0); // The shortest period itself is the highest, and no peak to take
});

const contourOf = (pitches: readonly number[]) => {
  const contour = pitchContour();
  return pitches.map((hz) => contour.push(hz));
};

test('pitch comes a frame late, averaged with the voiced frame before, without frames voiced alone', () => {
  expect(contourOf([0, 100, 110, 0, 0, 105, 0, 0])).toEqual([0, 0, 100, 105, 0, 0, 0, 0]);
});

test('a jump up or down gives way to the running mean, which it moves little', () => {
  const [, , , , up, down, last] = contourOf([100, 100, 100, 150, 50, 102, 0]);
  // Running mean 100; 150 jumps: mean 105; 50 jumps: mean 99.5; 102 does not
  expect(up).toBe((100 + 100) / 2);
  expect(down).toBe((100 + 105) / 2);
  expect(last).toBe((105 + 102) / 2);
  expect(contourOf([100, 139, 0]).at(-1)).toBe(119.5);
  expect(contourOf([100, 141, 0]).at(-1)).toBe(100);
  expect(contourOf([100, 61, 0]).at(-1)).toBe(80.5);
  expect(contourOf([100, 59, 0]).at(-1)).toBe(100);
});

test('the running mean follows slow changes by three tenths', () => {
  // After 100, 130: mean 109; 150 is within 1.4 of that, 155 is not
  expect(contourOf([100, 130, 150, 0]).at(-1)).toBe(140);
  expect(contourOf([100, 130, 155, 0]).at(-1)).toBe((130 + 109) / 2);
});
