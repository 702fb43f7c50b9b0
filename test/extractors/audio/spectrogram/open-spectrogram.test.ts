import { expect, test } from 'vitest';
import {
  KALDI_FBANK,
  LIBROSA_LOG_MEL,
  LIBROSA_MFCC,
  TORCHAUDIO_LOG_MEL,
  TORCHAUDIO_MFCC,
  VGGISH_LOG_MEL,
  YAMNET_LOG_MEL,
} from '../../../../extractors/audio/spectrogram/conventions.ts';
import { openSpectrogram, type SpectrogramFrame } from '../../../../extractors/audio/spectrogram/open-spectrogram.ts';
import { spectrogramSeries } from '../../../../extractors/audio/spectrogram/spectrogram-series.ts';
import type { SpectrogramSettings } from '../../../../extractors/audio/spectrogram/spectrogram-settings.ts';
import { makeSound } from './test-sound.ts';

/** `torchaudio.transforms.MFCC(sample_rate, log_mels=True)`. */
const TORCHAUDIO_MFCC_LOG_MELS = { ...TORCHAUDIO_MFCC, levels: { unit: 'nat', offset: 1e-6, least: 0 } } as const satisfies SpectrogramSettings;
const LIVE = { ...LIBROSA_LOG_MEL, levels: { unit: 'decibel', least: 1e-10, reference: 1 } } as const satisfies SpectrogramSettings;
const all = { LIBROSA_LOG_MEL, LIBROSA_MFCC, LIVE, TORCHAUDIO_LOG_MEL, TORCHAUDIO_MFCC_LOG_MELS, KALDI_FBANK, VGGISH_LOG_MEL, YAMNET_LOG_MEL };
const conventions = Object.entries<SpectrogramSettings>(all);
const cuts = conventions.flatMap(([name, settings]) => [8000, 16_000, 44_100].map((rate) => ({ name, settings, rate })));

test.each(cuts)('$name at $rate Hz: chunks of any size give the numbers of the whole sound', ({ settings, rate }) => {
  const sound = makeSound(0.4, rate);
  const stream = openSpectrogram(settings, rate);
  const frames: SpectrogramFrame[] = [];
  for (let at = 0, size = 1; at < sound.length; at += size, size = (7 * size + 3) % 997) frames.push(...stream.push(sound.subarray(at, at + size)));
  frames.push(...stream.flush());
  const whole = spectrogramSeries(settings)(sound, rate);
  expect(frames.map(({ time }) => time)).toEqual(Array.from(whole.times));
  expect(frames.flatMap(({ values }) => Array.from(values))).toEqual(Array.from(whole.values));
});

test.each([
  { name: 'librosa', settings: LIVE, rate: 16_000, latency: 0.064 },
  { name: 'torchaudio', settings: TORCHAUDIO_MFCC_LOG_MELS, rate: 16_000, latency: 0.0125 },
  { name: 'Kaldi', settings: KALDI_FBANK, rate: 16_000, latency: 0.0125 },
  { name: 'VGGish', settings: VGGISH_LOG_MEL, rate: 16_000, latency: 0.0125 },
  { name: 'VGGish from 48 kHz', settings: VGGISH_LOG_MEL, rate: 48_000, latency: 0.0156 },
])('$name: a frame comes $latency s after its middle', ({ settings, rate, latency }) => {
  const stream = openSpectrogram(settings, rate);
  const delays: number[] = [];
  makeSound(0.5, rate).forEach((sample, n) => {
    for (const { time } of stream.push(Float32Array.of(sample))) delays.push((n + 1) / rate - time);
  });
  expect(delays.length).toBeGreaterThan(5);
  expect(Math.max(...delays.slice(1))).toBeCloseTo(latency, 4);
});

test('levels below the loudest frame are known at the end only', () => {
  const stream = openSpectrogram(LIBROSA_LOG_MEL, 16_000);
  expect(stream.push(makeSound(0.5, 16_000))).toEqual([]);
  expect(stream.flush()).toHaveLength(16);
});

test.each(conventions)('%s: an empty sound has no frames', (_name, settings) => {
  const { names, times, values } = spectrogramSeries(settings)(new Float32Array(0), 16_000);
  expect(names.length).toBeGreaterThan(0);
  expect([times.length, values.length]).toEqual([0, 0]);
});

test.each(conventions)('%s: samples that are not finite count as 0', (_name, settings) => {
  const sound = makeSound(0.2, 22_050);
  const broken = sound.map((sample, n) => (n % 500 === 7 ? [Number.NaN, Infinity, -Infinity][n % 3]! : sample));
  const mended = sound.map((sample, n) => (n % 500 === 7 ? 0 : sample));
  expect(spectrogramSeries(settings)(broken, 22_050)).toEqual(spectrogramSeries(settings)(mended, 22_050));
});

test.each([
  { name: 'LIBROSA_LOG_MEL', settings: LIBROSA_LOG_MEL, level: -100 },
  { name: 'TORCHAUDIO_LOG_MEL', settings: TORCHAUDIO_LOG_MEL, level: -100 },
  { name: 'KALDI_FBANK', settings: KALDI_FBANK, level: Math.log(2 ** -23) },
  { name: 'VGGISH_LOG_MEL', settings: VGGISH_LOG_MEL, level: Math.log(0.01) },
  { name: 'YAMNET_LOG_MEL', settings: YAMNET_LOG_MEL, level: Math.log(0.001) },
])('$name: silence has the lowest level, everywhere', ({ settings, level }) => {
  const { values } = spectrogramSeries(settings)(new Float32Array(8000), 16_000);
  expect(values.length).toBeGreaterThan(0);
  expect(Math.max(...values.map((value) => Math.abs(value - level)))).toBeLessThan(1e-5);
});

test.each([
  { name: 'LIBROSA_LOG_MEL', settings: LIBROSA_LOG_MEL, frames: 1 },
  { name: 'TORCHAUDIO_LOG_MEL', settings: TORCHAUDIO_LOG_MEL, frames: 1 },
  { name: 'KALDI_FBANK', settings: KALDI_FBANK, frames: 0 },
  { name: 'VGGISH_LOG_MEL', settings: VGGISH_LOG_MEL, frames: 0 },
  { name: 'YAMNET_LOG_MEL', settings: YAMNET_LOG_MEL, frames: 96 },
])('$name: one sample gives $frames frames of finite numbers', ({ settings, frames }) => {
  const { times, values } = spectrogramSeries(settings)(Float32Array.of(0.5), 16_000);
  expect(times).toHaveLength(frames);
  expect(values.every(Number.isFinite)).toBe(true);
});

test('sound of another rate is brought to the rate of VGGish', () => {
  const tone = (rate: number) => Float32Array.from({ length: rate }, (_, n) => 0.5 * Math.sin((2 * Math.PI * 440 * n) / rate));
  const [from48, from16] = [48_000, 16_000].map((rate) => spectrogramSeries(VGGISH_LOG_MEL)(tone(rate), rate));
  expect(from48!.times).toEqual(from16!.times);
  const middle = (values: Float32Array) => values.slice(10 * 64, 80 * 64); // Both ends of a tone are clicks
  const expected = middle(from16!.values);
  const differences = middle(from48!.values).map((value, i) => Math.abs(value - expected[i]!));
  expect(Math.max(...differences)).toBeLessThan(0.01);
});

test('the time of a frame is its middle', () => {
  const times = (settings: SpectrogramSettings) => Array.from(spectrogramSeries(settings)(makeSound(0.2, 16_000), 16_000).times.subarray(0, 3));
  expect(times(LIBROSA_LOG_MEL)).toEqual([0, 0.032, 0.064]);
  expect(times(VGGISH_LOG_MEL)).toEqual([0.0125, 0.0225, 0.0325]);
});

test('frames that are further apart than they are long are the frames of a cut without gaps', () => {
  const cut = (hop: number) => ({ ...VGGISH_LOG_MEL, frames: { ...VGGISH_LOG_MEL.frames, hop } });
  const stream = openSpectrogram(cut(800), 16_000);
  const sound = makeSound(0.5, 16_000);
  const frames = Array.from(sound, (sample) => stream.push(Float32Array.of(sample))).flat();
  const { values } = spectrogramSeries(cut(160))(sound, 16_000);
  expect(frames).toHaveLength(10);
  frames.forEach((frame, i) => expect(frame.values).toEqual(values.slice(5 * i * 64, (5 * i + 1) * 64)));
});

test.each([0, -8000, Number.NaN, Infinity])('a sample rate of %d Hz is refused', (rate) => {
  expect(() => openSpectrogram(VGGISH_LOG_MEL, rate)).toThrow(/sample rate/);
});

test.each([
  { length: 0, hop: 160, size: 512 },
  { length: 400, hop: 0, size: 512 },
  { length: 400, hop: 160, size: 256 },
  { length: { milliseconds: 0.01 }, hop: 160, size: 512 },
])('frames of $length samples every $hop in a transform of $size are refused', (frames) => {
  expect(() => openSpectrogram({ ...VGGISH_LOG_MEL, frames: { ...VGGISH_LOG_MEL.frames, ...frames } }, 16_000)).toThrow(/frames of/);
});
