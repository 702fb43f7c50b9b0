import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { IS09_DESCRIPTORS } from '../../../../extractors/audio/is09/descriptor-names.ts';
import { IS09_FUNCTIONALS } from '../../../../extractors/audio/is09/functional-names.ts';
import { is09, is09Descriptors } from '../../../../extractors/audio/is09/is09.ts';
import { drawnVoice, RATE } from '../egemaps/drawn-voice.ts';
import { collect } from '../signals.ts';

interface Golden {
  readonly voicedFrames: number;
  readonly frames: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly functionals: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('golden/is09.json', import.meta.url), 'utf8')) as Golden;
const voice = drawnVoice();
const rowsOf = (samples: Float32Array, sampleRate = RATE) => collect(is09Descriptors({ pieces: [samples], sampleRate }));
const measure = async (samples: Float32Array, sampleRate = RATE) => {
  const values = await is09({ pieces: [samples], sampleRate });
  return (name: string) => values[IS09_FUNCTIONALS.indexOf(name)]!;
};
const buzz = (f0: number, rate: number) =>
  Float32Array.from({ length: rate }, (_, n) => {
    let sum = 0;
    for (let h = 1; h * f0 < 3500; h++) sum += Math.sin((2 * Math.PI * f0 * h * n) / rate) / h;
    return 0.3 * sum;
  });

test('names and their order are those of openSMILE', () => {
  expect([IS09_FUNCTIONALS.length, new Set(IS09_FUNCTIONALS).size, IS09_DESCRIPTORS.length]).toEqual([384, 384, 32]);
  expect(IS09_FUNCTIONALS.slice(0, 12)).toEqual(['max', 'min', 'range', 'maxPos', 'minPos', 'amean', 'linregc1', 'linregc2', 'linregerrQ', 'stddev', 'skewness', 'kurtosis'].map((what) => `pcm_RMSenergy_sma_${what}`));
  expect([12, 155, 156, 168, 180, 192, 204, 383].map((i) => IS09_FUNCTIONALS[i])).toEqual([
    'pcm_fftMag_mfcc_sma[1]_max', 'pcm_fftMag_mfcc_sma[12]_kurtosis', 'pcm_zcr_sma_max', 'voiceProb_sma_max', 'F0_sma_max', 'pcm_RMSenergy_sma_de_max', 'pcm_fftMag_mfcc_sma_de[1]_max', 'F0_sma_de_kurtosis',
  ]);
});

test('descriptors of frames are those of numpy, the last frame included', async () => {
  const rows = await rowsOf(voice);
  expect(rows).toHaveLength(golden.frames.at(-1)! + 1);
  golden.frames.forEach((frame, i) => golden.rows[i]!.forEach((value, column) => expect(rows[frame]![column], `${IS09_DESCRIPTORS[column]} of frame ${frame}`).toBeCloseTo(value, 7)));
});

test('all 384 functionals of a drawn voice are those of numpy and scipy, which leave out the last two frames', async () => {
  expect(golden.voicedFrames).toBeGreaterThan(100);
  const values = await is09({ pieces: [voice], sampleRate: RATE });
  IS09_FUNCTIONALS.forEach((name, i) => {
    const expected = golden.functionals[i]!;
    expect(Math.abs(values[i]! - expected), name).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
  });
});

test('a tone has the power that emphasis and window leave of it', async () => {
  const omega = (2 * Math.PI * 1000) / RATE;
  const found = await measure(Float32Array.from({ length: RATE }, (_, n) => 0.5 * Math.sin(omega * n)));
  const emphasis = Math.sqrt(1 - 2 * 0.97 * Math.cos(omega) + 0.97 ** 2);
  const window = Math.sqrt(0.54 ** 2 + 0.46 ** 2 / 2);
  expect(Math.abs(found('pcm_RMSenergy_sma_amean') / ((0.5 / Math.SQRT2) * emphasis * window) - 1)).toBeLessThan(0.01);
  expect(found('pcm_zcr_sma_amean')).toBeCloseTo((2 * 1000) / RATE, 2);
});

test.each([8000, 16_000, 22_050, 44_100, 48_000, 96_000])('a buzz has its pitch at %i Hz, as fine as whole samples of its period are', async (rate) => {
  for (const f0 of [140, 187, 311, 450]) {
    const found = await measure(buzz(f0, rate), rate);
    const finest = f0 ** 2 / rate;
    expect(Math.abs(found('F0_sma_max') - f0), `${f0} Hz`).toBeLessThan(finest + 0.5);
    expect(found('voiceProb_sma_min')).toBeGreaterThan(0.55);
  }
});

test('a frame counts as 25 ms also at 44.1 kHz, where these are 1102.5 samples, and a period has more than 89 of them', async () => {
  const found = await measure(buzz(441, 44_100), 44_100);
  expect(found('F0_sma_max')).toBeCloseTo(1103 / 0.025 / 100, 6);
  const pulses = (period: number) => Float32Array.from({ length: 44_100 }, (_, n) => Number(n % period === 0));
  const [longer, shorter] = await Promise.all([measure(pulses(90), 44_100), measure(pulses(89), 44_100)]);
  expect([longer('F0_sma_max'), shorter('F0_sma_max')]).toEqual([expect.closeTo(44_120 / 90, 6), expect.not.closeTo(44_120 / 89, 0)]);
  expect((await measure(new Float32Array(44_100), 44_100))('pcm_zcr_sma_amean')).toBeCloseTo(1101 / 1103, 9);
});

test('a voice below 110 Hz is hardly periodic within 25 ms: it counts as unvoiced', async () => {
  const [low, higher] = await Promise.all([measure(buzz(95, RATE)), measure(buzz(130, RATE))]);
  expect([low('F0_sma_max'), low('voiceProb_sma_max') < 0.55]).toEqual([0, true]);
  expect(higher('F0_sma_amean')).toBeGreaterThan(120);
});

test('voicing and zero crossings do not depend on the level', async () => {
  const [loud, soft] = await Promise.all([measure(voice), measure(voice.map((sample) => sample / 4))]);
  for (const name of ['voiceProb_sma_amean', 'voiceProb_sma_kurtosis', 'pcm_zcr_sma_amean']) expect(soft(name)).toBeCloseTo(loud(name), 6);
  expect(soft('pcm_RMSenergy_sma_amean')).toBeCloseTo(loud('pcm_RMSenergy_sma_amean') / 4, 6);
});

test('the same numbers come out whatever the pieces the sound comes in', async () => {
  const pieces = (length: number) => Array.from({ length: Math.ceil(voice.length / length) }, (_, i) => voice.slice(i * length, (i + 1) * length));
  const whole = await is09({ pieces: [voice], sampleRate: RATE });
  for (const length of [77, 160, 4096, 20_000]) expect(await is09({ pieces: pieces(length), sampleRate: RATE })).toEqual(whole);
  expect(await collect(is09Descriptors({ pieces: pieces(77), sampleRate: RATE }))).toEqual(await rowsOf(voice));
});

const HOSTILE: Readonly<Record<string, Float32Array>> = {
  nothing: new Float32Array(0),
  'one sample': Float32Array.of(0.5),
  'less than a frame': new Float32Array(150).fill(0.1),
  'one frame': new Float32Array(400).fill(0.1),
  silence: new Float32Array(RATE),
  'a constant': new Float32Array(RATE).fill(0.5),
  'not a number': new Float32Array(RATE).fill(NaN),
  infinite: new Float32Array(RATE).fill(Infinity),
  'a click': Float32Array.from({ length: RATE }, (_, n) => Number(n === 8000)),
  'clipped at full scale': Float32Array.from({ length: RATE }, (_, n) => Math.max(-1, Math.min(1, 50 * Math.sin(n / 10)))),
  'far over full scale': Float32Array.from({ length: RATE }, (_, n) => 1e30 * Math.sin(n / 10)),
  'next to nothing': Float32Array.from({ length: RATE }, (_, n) => 1e-40 * Math.sin(n / 10)),
};

test.each(Object.keys(HOSTILE))('%s gives 384 finite numbers', async (name) => {
  for (const rate of [4000, 8000, 16_000, 96_000]) {
    const values = await is09({ pieces: [HOSTILE[name]!], sampleRate: rate });
    expect(values).toHaveLength(384);
    expect(IS09_FUNCTIONALS.filter((_, i) => !Number.isFinite(values[i]))).toEqual([]);
  }
});

test('in silence all is 0 but the rate of zero crossings, as in openSMILE; what is not finite counts as silence', async () => {
  const silence = await is09({ pieces: [HOSTILE.silence!], sampleRate: RATE });
  const other = IS09_FUNCTIONALS.filter((_, i) => silence[i] !== 0);
  expect(other).toEqual(['max', 'min', 'amean', 'linregc2'].map((what) => `pcm_zcr_sma_${what}`));
  expect(silence[IS09_FUNCTIONALS.indexOf('pcm_zcr_sma_amean')]).toBeCloseTo(398 / 400, 12);
  expect(await is09({ pieces: [HOSTILE['not a number']!], sampleRate: RATE })).toEqual(silence);
});

test('two frames are too few for functionals, three are enough', async () => {
  const of = (samples: number) => is09({ pieces: [voice.slice(0, samples)], sampleRate: RATE });
  expect((await of(719)).every((value) => value === 0)).toBe(true);
  expect((await of(720))[0]).toBeGreaterThan(0);
});

test('a sample rate of 2 kHz is refused', async () => {
  await expect(is09({ pieces: [], sampleRate: 2000 })).rejects.toThrow('sampleRate is 2000; it has to be at least 4000 Hz');
});
