import { expect, test } from 'vitest';
import { LIBROSA_LOG_MEL, LIBROSA_MFCC } from '../../../../extractors/audio/spectrogram/conventions.ts';
import { spectrogramSeries } from '../../../../extractors/audio/spectrogram/spectrogram-series.ts';
import type { SpectrogramSettings } from '../../../../extractors/audio/spectrogram/spectrogram-settings.ts';
import { largestError, readRecorded, type Recorded } from './recorded.ts';
import { makeSound } from './test-sound.ts';

const golden = readRecorded('librosa') as Readonly<Record<string, Recorded>>;
const NO_LIMIT = { unit: 'decibel', least: 1e-10, reference: 1 } as const;
const HTK = {
  ...LIBROSA_LOG_MEL,
  frames: { ...LIBROSA_LOG_MEL.frames, length: 400, hop: 160, size: 400 },
  mel: { bands: 40, min: 20, max: 7600, scale: 'htk', norm: 'none', sides: 'hertz' },
} as const satisfies SpectrogramSettings;
const ODD = {
  ...LIBROSA_MFCC,
  frames: { ...LIBROSA_LOG_MEL.frames, length: 441, hop: 110, size: 551 },
  mel: { ...LIBROSA_LOG_MEL.mel, bands: 26, min: 50 },
  levels: NO_LIMIT,
  cepstrum: { coefficients: 13, lifter: 22 },
} as const satisfies SpectrogramSettings;

interface Case {
  readonly name: string;
  readonly settings: SpectrogramSettings;
  readonly rate: number;
  readonly sound: Float32Array;
}

const short = makeSound(0.6, 22_050);
const cases: readonly Case[] = [
  { name: 'default levels', settings: LIBROSA_LOG_MEL, rate: 22_050, sound: short },
  { name: 'default mfcc', settings: LIBROSA_MFCC, rate: 22_050, sound: short },
  { name: 'levels at 8 kHz', settings: LIBROSA_LOG_MEL, rate: 8000, sound: makeSound(0.6, 8000) },
  { name: 'levels under the loudest', settings: { ...HTK, levels: { ...NO_LIMIT, reference: 'max', topDb: 60 } }, rate: 16_000, sound: makeSound(0.6, 16_000) },
  { name: 'levels without limit', settings: { ...HTK, levels: { ...NO_LIMIT, least: 1e-8, reference: 0.5 } }, rate: 16_000, sound: makeSound(0.6, 16_000) },
  { name: 'magnitudes', settings: { ...HTK, power: 1, levels: { ...NO_LIMIT, least: 1e-5 } }, rate: 16_000, sound: makeSound(0.6, 16_000) },
  { name: 'odd size with lifter', settings: ODD, rate: 11_025, sound: makeSound(0.3, 11_025) },
  { name: 'a hundred samples', settings: LIBROSA_LOG_MEL, rate: 22_050, sound: short.subarray(0, 100) },
  { name: 'one sample', settings: LIBROSA_LOG_MEL, rate: 22_050, sound: short.subarray(1, 2) },
  { name: 'silence', settings: LIBROSA_LOG_MEL, rate: 22_050, sound: new Float32Array(3000) },
];

test.each(cases)('$name: the numbers are those of librosa', ({ name, settings, rate, sound }) => {
  const { times, values } = spectrogramSeries(settings)(sound, rate);
  expect(times).toHaveLength(golden[name]!.count);
  expect(largestError(golden[name]!, values)).toBeLessThan(1e-4);
});
