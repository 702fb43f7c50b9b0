import { expect, test } from 'vitest';
import { egemaps, egemapsDescriptors } from '../../../../extractors/audio/egemaps/egemaps.ts';
import { EGEMAPS_DESCRIPTORS } from '../../../../extractors/audio/egemaps/descriptor-names.ts';
import { EGEMAPS_FUNCTIONALS } from '../../../../extractors/audio/egemaps/functional-names.ts';
import { drawnVoice, pulses, RATE, resonate, tilt } from './drawn-voice.ts';

const measure = async (samples: ArrayLike<number>, sampleRate = RATE) => {
  const values = await egemaps({ pieces: [Float32Array.from(samples)], sampleRate });
  return (name: string) => values[EGEMAPS_FUNCTIONALS.indexOf(name)]!;
};
const sines = (levels: readonly number[], f0: number, seconds = 1) =>
  Float32Array.from({ length: seconds * RATE }, (_, n) => 0.2 * levels.reduce((sum, level, h) => sum + level * Math.sin((2 * Math.PI * f0 * (h + 1) * n) / RATE + h), 0));
/** Harmonics up to 4 kHz that fall by 6 dB an octave. */
const buzz = (f0: number) => sines(Array.from({ length: Math.floor(4000 / f0) }, (_, h) => 1 / (h + 1)), f0);
const PITCH = 'F0semitoneFrom27.5Hz_sma3nz_amean';

test.each([80, 110, 200, 311, 440])('a buzz at %i Hz has that pitch, in semitones above 27.5 Hz', async (f0) => {
  const found = await measure(buzz(f0));
  expect(found(PITCH)).toBeCloseTo(12 * Math.log2(f0 / 27.5), 1);
  expect(found('F0semitoneFrom27.5Hz_sma3nz_stddevNorm')).toBeLessThan(0.01);
});

test('the pitch is the same whatever the sample rate, and formants come in order within their range', async () => {
  for (const rate of [8000, 11_025, 16_000, 44_100, 96_000]) {
    const vowel = [[700, 90], [1300, 120], [2600, 160]].reduce((x, [f, bw]) => resonate(x, f!, bw!, rate), tilt(pulses(1, { period: () => rate / 150 }, rate), rate));
    const peak = vowel.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const found = await measure(vowel.map((sample) => sample / peak / 2), rate);
    expect(found(PITCH)).toBeCloseTo(12 * Math.log2(150 / 27.5), 1);
    const [f1, f2, f3] = [1, 2, 3].map((i) => found(`F${i}frequency_sma3nz_amean`));
    expect([50 < f1!, f1! < f2!, f2! < f3!, f3! < 5450]).toEqual([true, true, true, true]);
  }
});

test('the harmonics of a tone have the levels that they were drawn with', async () => {
  const found = await measure(sines([1, 0.5, 0.25, 0.2, 0.2], 200));
  expect(found('logRelF0-H1-H2_sma3nz_amean')).toBeCloseTo(20 * Math.log10(0.5 / 0.25), 1); // H0 is f0
});

test('noise under a voice gives the ratio of harmonics to noise that its power and the window leave', async () => {
  const voice = sines([1, 1, 1, 1, 1, 1], 150);
  const power = voice.reduce((sum, sample) => sum + sample ** 2, 0) / voice.length;
  let state = 1;
  const noise = voice.map(() => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5) * Math.sqrt(12 * power));
  const at = async (decibels: number) => (await measure(voice.map((sample, n) => sample + noise[n]! * 10 ** (-decibels / 20))))('HNRdBACF_sma3nz_amean');
  const expected = (decibels: number) => {
    const window = Math.exp(-((RATE / 150) ** 2) / (4 * (0.4 * 480) ** 2)); // Autocorrelation of the Gaussian window at the period
    const share = window / (1 + 10 ** (-decibels / 10));
    return 10 * Math.log10(share / (1 - share));
  };
  for (const decibels of [20, 10, 0]) expect(Math.abs((await at(decibels)) - expected(decibels))).toBeLessThan(0.8);
});

test('periods and heights that vary at random have the jitter and shimmer of their differences', async () => {
  let state = 7;
  const draw = Array.from({ length: 400 }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5);
  const periods = draw.map((value) => 100 + Math.round(4 * value));
  const heights = draw.map((value) => 1 + 0.3 * value);
  const differences = (values: readonly number[]) => values.slice(1).reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0) / (values.length - 1);
  const voiceOf = (of: { period: (i: number) => number; height?: (i: number) => number }) => measure(resonate(pulses(2, of), 800, 300));
  const [steady, uneven, unequal] = await Promise.all([voiceOf({ period: () => 100 }), voiceOf({ period: (i) => periods[i]! }), voiceOf({ period: () => 100, height: (i) => heights[i]! })]);
  expect(steady('jitterLocal_sma3nz_amean')).toBeLessThan(1e-5);
  expect(steady('shimmerLocaldB_sma3nz_amean')).toBeLessThan(0.02);
  expect(Math.abs(uneven('jitterLocal_sma3nz_amean') / (differences(periods) / 100) - 1)).toBeLessThan(0.1);
  expect(Math.abs(unequal('shimmerLocaldB_sma3nz_amean') / differences(heights.map((height) => 20 * Math.log10(height))) - 1)).toBeLessThan(0.1);
});

test('stretches of voice are counted with their lengths', async () => {
  const found = await measure(drawnVoice());
  expect(found('VoicedSegmentsPerSec')).toBeCloseTo(5 / 2.94, 1);
  expect(Math.abs(found('MeanVoicedSegmentLengthSec') - 5000 / RATE)).toBeLessThan(0.06);
});

test('the same numbers come out whatever the pieces the sound comes in', async () => {
  const voice = drawnVoice();
  const pieces = (length: number) => Array.from({ length: Math.ceil(voice.length / length) }, (_, i) => voice.slice(i * length, (i + 1) * length));
  const whole = await egemaps({ pieces: [voice], sampleRate: RATE });
  expect(await egemaps({ pieces: pieces(77), sampleRate: RATE })).toEqual(whole);
  expect(await egemaps({ pieces: pieces(4096), sampleRate: RATE })).toEqual(whole);
});

test('descriptors come for each frame of 60 ms but the last, 0.47 s after its start', async () => {
  const voice = drawnVoice();
  const rows = await Array.fromAsync(egemapsDescriptors({ pieces: [voice], sampleRate: RATE }));
  expect(rows).toHaveLength(Math.floor((voice.length - 960) / 160));
  expect(rows.every((row) => row.length === EGEMAPS_DESCRIPTORS.length && row.every(Number.isFinite))).toBe(true);
  let given = 0;
  const slowly = function* () {
    for (; given < voice.length; given += 160) yield voice.subarray(given, given + 160);
  };
  const first = await egemapsDescriptors({ pieces: slowly(), sampleRate: RATE }).next();
  expect(first.done).toBe(false);
  expect((given + 160) / RATE).toBeCloseTo(0.06 + 0.41, 5);
});

test('formants of unvoiced frames are yielded frame by frame, but count neither among frequencies nor bandwidths of a recording', async () => {
  const voice = drawnVoice();
  const rows = await Array.fromAsync(egemapsDescriptors({ pieces: [voice], sampleRate: RATE }));
  const [pitch, f1, level] = ['F0semitoneFrom27.5Hz', 'F1frequency', 'F1amplitudeLogRelF0'].map((name) => EGEMAPS_DESCRIPTORS.indexOf(`${name}_sma3nz`));
  const unvoiced = rows.filter((row, i) => [rows[i - 1], row, rows[i + 1]].every((each) => each?.[pitch!] === 0));
  expect(unvoiced.length).toBeGreaterThan(50);
  expect(unvoiced.every((row) => row[f1!]! > 0 && row[level!] === -201)).toBe(true);
  const mean = (of: readonly Float64Array[]) => of.reduce((sum, row) => sum + row[f1!]!, 0) / of.length;
  const found = (await measure(voice))('F1frequency_sma3nz_amean');
  const inside = rows.filter((_, i) => [i - 1, i, i + 1].every((k) => (rows[k]?.[pitch!] ?? 0) > 0));
  expect(Math.abs(found / mean(inside) - 1)).toBeLessThan(Math.abs(found / mean(rows) - 1));
});

const HOSTILE: Readonly<Record<string, Float32Array>> = {
  nothing: new Float32Array(0),
  'one sample': Float32Array.of(0.5),
  'less than a frame': new Float32Array(300).fill(0.1),
  'one short frame': new Float32Array(400).fill(0.1),
  silence: new Float32Array(RATE),
  'a constant': new Float32Array(RATE).fill(0.5),
  'not a number': new Float32Array(RATE).fill(NaN),
  infinite: new Float32Array(RATE).fill(Infinity),
  'a click': Float32Array.from({ length: RATE }, (_, n) => Number(n === 8000)),
  'clipped at full scale': Float32Array.from({ length: RATE }, (_, n) => Math.max(-1, Math.min(1, 50 * Math.sin(n / 10)))),
  'too soft to be voiced': Float32Array.from({ length: RATE }, (_, n) => 1e-5 * Math.sin(n / 10)),
};

test.each(Object.keys(HOSTILE))('%s gives 88 finite numbers', async (name) => {
  for (const rate of [8000, 16_000, 96_000]) {
    const values = await egemaps({ pieces: [HOSTILE[name]!], sampleRate: rate });
    expect(values).toHaveLength(88);
    expect([...values].filter((value) => !Number.isFinite(value))).toEqual([]);
  }
});

test('silence lies at −120 dB and has no pitch', async () => {
  const found = await measure(HOSTILE.silence!);
  expect(found('equivalentSoundLevel_dBp')).toBe(-120);
  expect(found(PITCH)).toBe(0);
});

test('a sample rate of 2 kHz is refused', async () => {
  await expect(egemaps({ pieces: [], sampleRate: 2000 })).rejects.toThrow('sampleRate is 2000; it has to be at least 4000 Hz');
});

test('there are 88 and 25 names, each once', () => {
  expect(new Set(EGEMAPS_FUNCTIONALS).size).toBe(88);
  expect(new Set(EGEMAPS_DESCRIPTORS).size).toBe(25);
});
