import { expect, test } from 'vitest';
import { contourSlopes } from '../../../../extractors/audio/egemaps/contour-slopes.ts';
import { EGEMAPS_DESCRIPTORS } from '../../../../extractors/audio/egemaps/descriptor-names.ts';
import { egemapsFunctionals } from '../../../../extractors/audio/egemaps/egemaps-functionals.ts';
import { EGEMAPS_FUNCTIONALS } from '../../../../extractors/audio/egemaps/functional-names.ts';
import { linearPrediction } from '../../../../extractors/audio/egemaps/linear-prediction.ts';
import { narrowFrame } from '../../../../extractors/audio/egemaps/narrow-frame.ts';
import { octaveSpectrum } from '../../../../extractors/audio/egemaps/octave-spectrum.ts';
import { pitchCandidates, type PitchCandidate } from '../../../../extractors/audio/egemaps/pitch-candidates.ts';
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

test('of maxima in a row the first one counts, unless one is a twentieth higher or rises by a tenth of the range at once; of minima the lowest', () => {
  const rise = (...top: number[]) => contourSlopes(Float32Array.of(0, 2, 4, ...top, 2, 0, 1, 2, 3)).rising;
  const end = 100; // The last line
  expect(rise(3.9, 4.1).mean).toBeCloseTo((200 + end) / 2, 3);
  expect(rise(3.9, 4.3).mean).toBeCloseTo((430 / 4 + end) / 2, 3);
  expect(rise(3.63, 4.1).mean).toBeCloseTo((410 / 4 + end) / 2, 3);
  expect(rise(3.65, 3.9, 3.8, 4.1).mean).toBeCloseTo((200 + end) / 2, 3); // By a tenth, but not at once
  const { falling } = contourSlopes(Float32Array.of(0, 2, 4, 1, 1.1, 0.9, 3, 2, 2, 2));
  expect(falling.mean).toBeCloseTo(((4 - 0.9) / 0.03 - 1 / 0.03) / 2, 2);
});

test('a maximum counts above the last minimum that the contour fell to by a tenth of its range at once, not above a lower one that it crept to', () => {
  const top = [0, 5, 10]; // One tenth of the range is 1
  const peaks = (...values: number[]) => contourSlopes(Float32Array.of(...top, ...values, 0, 0, 0)).peaks;
  expect(peaks(8, 8.6, 8.2, 9.1)).toBe(2); // 0.9 at once, but 1.1 above 8
  expect(peaks(8, 8.2, 7.5, 8, 7.9, 8.6)).toBe(1); // 1.1 above 7.5, but 0.6 above 8, which it fell to
});

test('the first frame stands before the first turning point: a maximum near it rises at once or is a twentieth above it, and the second frame is none', () => {
  const rise = (...start: number[]) => contourSlopes(Float32Array.of(...start, 0, 10, 5, 0, 0)).rising.mean;
  const later = 1000; // From 0 to 10
  expect(rise(8, 8.5, 8.4, 9.1, 6)).toBeCloseTo((110 / 3 + later) / 2, 2);
  expect(rise(8, 8.2, 8.1, 8.9, 6)).toBeCloseTo(later, 2); // By 0.9
  expect(rise(8, 9.1, 6)).toBeCloseTo(later, 2); // In the second frame
  expect(contourSlopes(Float32Array.of(30, 30.9, 30.8, 31.2, 26, 21.2, 22, 23)).peaks).toBe(0); // 1.2 up, but not a twentieth
});

test('a contour that never turns has its change over its count of frames, a fall with its sign', () => {
  expect(contourSlopes(Float32Array.of(1, 2, 3, 5))).toEqual({ rising: { mean: 1, deviation: 0 }, falling: { mean: 0, deviation: 0 }, peaks: 0 });
  expect(contourSlopes(Float32Array.of(5, 4, 1)).falling.mean).toBeCloseTo(-4 / 3, 6);
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

test('the last frame smooths pitch and balance of the one before, but not what else describes the voice, and counts nowhere itself', () => {
  const functionals = egemapsFunctionals();
  for (const value of [30, 33, 60]) functionals.push({ values: new Float64Array(EGEMAPS_DESCRIPTORS.length).fill(value), voiced: true, told: true, power: 1 });
  const values = functionals.finish();
  const mean = (name: string) => values[EGEMAPS_FUNCTIONALS.indexOf(`${name}_sma3nz_amean`)];
  const [first, second] = [(30 + 30 + 33) / 3, (30 + 33 + 60) / 3];
  expect([mean('F0semitoneFrom27.5Hz'), mean('alphaRatioV'), mean('mfcc1V')]).toEqual(Array(3).fill(expect.closeTo((first + second) / 2, 9)));
  const itself = (30 + 33 + 33) / 3;
  expect([mean('jitterLocal'), mean('HNRdBACF'), mean('F1frequency'), mean('F3amplitudeLogRelF0')]).toEqual(Array(4).fill(expect.closeTo((first + itself) / 2, 9)));
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
  const pitches = [...decided, ...path.finish().pitches];
  expect(pitches).toHaveLength(80);
  expect(Math.max(...pitches.slice(0, 20))).toBe(101);
  expect(Math.min(...pitches.slice(0, 20))).toBe(100);
  expect(new Set(pitches.slice(20))).toEqual(new Set([0]));
});

/** Candidates of peaks at the given Hz, all equally high and nine bins wide. */
function candidatesOf(...frequencies: number[]): PitchCandidate[] {
  const magnitudes = Float64Array.from({ length: 513 }, (_, bin) => frequencies.reduce((sum, hz) => sum + Math.exp(-((bin - hz / 15.625) ** 2)), 0));
  return pitchCandidates(octaveSpectrum({ size: 1024, sampleRate: 16_000 }))(magnitudes);
}

test('a hiss whose six strongest peaks lie above 1000 Hz leaves no candidate, and of a tone those below 55 Hz take their places', () => {
  const hiss = [4200, 4700, 5200, 5700, 6200, 6700, 7200];
  const pitches = (...frequencies: number[]) => candidatesOf(...frequencies).map(({ frequency }) => Math.round(frequency));
  expect(pitches(...hiss)).toEqual([]);
  expect(pitches(200, ...hiss)).toEqual([200, 101]);
  expect(Math.max(...pitches(1100))).toBeLessThan(1000);
  expect(pitches(200)).toEqual([200, 101, 67]); // 50, 40 and 33 Hz come next
});

test('what lies before the first peak is kept where magnitudes rise from the first bin on, and else but for the bins beside it', () => {
  const spectrum = octaveSpectrum({ size: 1024, sampleRate: 16_000 });
  const at100 = (first: number) => spectrum(Float64Array.from({ length: 513 }, (_, bin) => (bin === 0 ? first : Math.max(0, 20 - Math.abs(20 - bin)))))[Math.round((Math.log2(100) - spectrum.first) / spectrum.step)];
  expect(at100(0)).toBeGreaterThan(5); // 6.4 bins, and nearly all of it
  expect(at100(2)).toBe(0);
});

test('candidates come with the most sure one first', () => {
  for (let hz = 60; hz < 1000; hz += 7) {
    const voicings = candidatesOf(hz, 1.6 * hz).map(({ voicing }) => voicing);
    expect(voicings[0]).toBe(Math.max(...voicings));
  }
});

test('a candidate that is lower than the mean of the sum is not voiced at all', () => {
  const voicings = candidatesOf(40).map(({ voicing }) => voicing); // What is left of the sum from 55 Hz on is very low
  expect(voicings).toHaveLength(5);
  expect(new Set(voicings)).toEqual(new Set([0]));
});

/** The pitches that are told, all frames in order. */
function decide(frames: readonly (readonly PitchCandidate[])[]): number[] {
  const path = pitchPath();
  const before = frames.flatMap((candidates) => path.push(candidates) ?? []);
  const { pitches, told } = path.finish();
  return [...before, ...pitches.slice(0, told)];
}

/** Cost of a way through the candidates, as the docstring of `pitchPath` tells it; place -1 is unvoiced. */
function costOf(frames: readonly (readonly PitchCandidate[])[], places: readonly number[]): number {
  const f = (frame: number, place: number) => frames[frame]![place]!.frequency;
  return places.reduce((cost, place, t) => {
    const v = frames[t]![place]?.voicing;
    const unvoiced = (frames[t]![0]?.voicing ?? 0) < 0.7 ? 0 : 4;
    const local = v === undefined ? unvoiced : -Math.log(v) + (v < 0.7 ? 4 : 0) + Math.max(0, 1 - f(t, place) / 100) / 2 + Math.min(0.6, Math.max(0, f(t, place) - 350) / 500);
    const from = places[t - 1];
    if (from === undefined) return local + (place === 0 ? 5 : 0);
    if (from < 0 || place < 0) return cost + local + (from < 0 && place < 0 ? 0.5 : 5);
    const stronger = from === 0 ? f(t, place) : f(t - 1, from - 1);
    return cost + local + 5 * Math.abs(Math.log(f(t, place) / f(t - 1, from))) + 5 * Math.abs(Math.log(stronger / f(t - 1, from)));
  }, 0);
}

/** All ways through the candidates. */
function ways(frames: readonly (readonly PitchCandidate[])[]): number[][] {
  return frames.reduce<number[][]>((before, candidates) => before.flatMap((way) => [-1, ...candidates.keys()].map((place) => [...way, place])), [[]]);
}

/** How many frames the given ways begin with alike. */
function alike(ways: readonly (readonly number[])[]): number {
  const first = ways[0]!;
  const count = first.findIndex((place, t) => ways.some((way) => way[t] !== place));
  return count < 0 ? first.length : count;
}

test('the pitches are those of the cheapest of all ways through four frames, as far as the cheapest to every end are alike and one frame more', () => {
  let state = 5;
  const chance = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const draw = () => Array.from({ length: Math.floor(4 * chance()) }, () => ({ frequency: 55 * 18 ** chance(), voicing: 0.6 + 0.25 * chance() })).sort((a, b) => b.voicing - a.voicing);
  for (let round = 0; round < 2000; round++) {
    const frames = Array.from({ length: 4 }, draw);
    const least = (some: readonly number[][]) => some.reduce((best, way) => (costOf(frames, way) < costOf(frames, best) ? way : best));
    const cheapest = least(ways(frames));
    const toEveryEnd = [-1, ...frames[3]!.keys()].map((end) => least(ways(frames).filter((way) => way[3] === end)));
    const fromUnvoiced = least(ways(frames.slice(0, 3)).filter((way) => way[2] === -1)); // Fewer than six candidates: one more end
    const told = Math.min(4, alike([...toEveryEnd, [...fromUnvoiced, -2]]) + 1);
    expect(decide(frames), `round ${round}`).toEqual(cheapest.slice(0, told).map((place, t) => frames[t]![place]?.frequency ?? 0));
  }
});

test('a pitch that begins or ends costs more than one frame of it is worth', () => {
  const frames = (count: number) => Array.from({ length: count }, () => [{ frequency: 200, voicing: 0.9 }]);
  expect(decide(frames(1))).toEqual([0]); // 5 − ln 0.9 is more than 4
  expect(decide(frames(2))).toEqual([200]); // The second is not told
  expect(decide([[], ...frames(2), [], []])).toEqual([0, 0, 0, 0, 0]); // Twice 5 is more than twice 4.5 and half of one
  expect(decide([[], ...frames(3), [], []])).toEqual([0, 200, 200, 200, 0, 0]);
});

test('of two candidates that are nearly as strong and as far from the pitch before, the one from 100 to 350 Hz is chosen', () => {
  const choice = (stronger: number, weaker: number) => {
    const before = Array.from({ length: 3 }, () => [{ frequency: Math.sqrt(stronger * weaker), voicing: 0.8 }]);
    return decide([...before, [{ frequency: stronger, voicing: 0.8 }, { frequency: weaker, voicing: 0.7 }], []])[3];
  };
  expect([choice(75, 150), choice(72, 144), choice(424, 212), choice(410, 205), choice(105, 210), choice(340, 170)]).toEqual([75, 144, 212, 410, 105, 340]); // ½ (1 − 73.3 / 100) and (416.8 − 350) / 500 are ln(0.8 / 0.7)
  expect(choice(990, 660)).toBe(990); // From 650 Hz on all cost the same
});

test('a pitch below a stronger candidate costs their distance in each frame, and leaps cost theirs twice', () => {
  const steady = Array.from({ length: 6 }, () => [{ frequency: 120, voicing: 0.8 }]);
  const doubled = (frames: number) => Array.from({ length: frames }, () => [{ frequency: 240, voicing: 0.8 }, { frequency: 120, voicing: 0.8 }]);
  const inside = (frames: number) => decide([...steady, ...doubled(frames), ...steady]).slice(6, 6 + frames);
  expect(inside(3)).toEqual([120, 120, 120]); // 3 · 5 ln 2 is less than there and back, 2 · 10 ln 2
  expect(inside(5)).toEqual([240, 240, 240, 240, 240]); // 5 · 5 ln 2 is more
});

test('a pitch is told 40 frames late, and at the end all but those on which the ways to the end differ', () => {
  const path = pitchPath();
  const told = Array.from({ length: 50 }, (_, t) => path.push([{ frequency: 150 + t, voicing: 0.9 }]));
  expect(told.map((pitch) => pitch !== undefined)).toEqual(Array.from({ length: 50 }, (_, t) => t >= 40));
  const end = path.finish();
  expect([...told.slice(40), ...end.pitches]).toEqual(Array.from({ length: 50 }, (_, t) => 150 + t));
  expect(end.told).toBe(39);
});

test('of voice at the end the last frame is not told unless six candidates are there, and of four frames three', () => {
  const voice = (frames: number, candidates: number) => Array.from({ length: frames }, () => Array.from({ length: candidates }, (_, i) => ({ frequency: 200 - 20 * i, voicing: i === 0 ? 0.8 : 0.6 - 0.01 * i })));
  expect(decide([[], ...voice(8, 3)])).toHaveLength(8);
  expect(decide([[], ...voice(8, 6)])).toHaveLength(9);
  expect(decide([[], ...voice(4, 3)])).toEqual([0, 200]); // All unvoiced costs 4 · 4.5, less than to begin, three frames and to end
  expect(decide([[], ...voice(8, 3), [], []])).toHaveLength(11);
});

test('each bin moves the slopes as far as least squares over published values of 990 frames at 44.1 kHz say', () => {
  const balance = spectralBalance({ size: 1024, sampleRate: 44_100 });
  const slopes = (raised: number) => balance(Float64Array.from({ length: 513 }, (_, k) => (k === raised ? 10 ** 0.05 : 1)));
  const low = { 0: -0.001554, 5: -0.000169, 10: 0.001216, 11: 0.0009107, 12: 0 };
  for (const [bin, moved] of Object.entries(low)) expect(slopes(Number(bin)).slope0to500).toBeCloseTo(moved, 6);
  const middle = { 10: 0, 11: -0.0001462, 12: -0.0003435, 23: 0.000002, 33: 0.0003162, 34: 0.0002885, 35: 0 };
  for (const [bin, moved] of Object.entries(middle)) expect(slopes(Number(bin)).slope500to1500).toBeCloseTo(moved, 6);
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
