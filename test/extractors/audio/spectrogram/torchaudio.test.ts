import { expect, test } from 'vitest';
import {
  KALDI_FBANK,
  TORCHAUDIO_LOG_MEL,
  TORCHAUDIO_MFCC,
} from '../../../../extractors/audio/spectrogram/conventions.ts';
import { spectrogramSeries } from '../../../../extractors/audio/spectrogram/spectrogram-series.ts';
import type { SpectrogramSettings } from '../../../../extractors/audio/spectrogram/spectrogram-settings.ts';
import { largestError, readRecorded, type Recorded } from './recorded.ts';
import { makeSound } from './test-sound.ts';

const golden = readRecorded('torchaudio') as Readonly<Record<string, Recorded>>;
/** `torchaudio.transforms.MFCC(sample_rate, log_mels=True)`. */
const TORCHAUDIO_MFCC_LOG_MELS = { ...TORCHAUDIO_MFCC, levels: { unit: 'nat', offset: 1e-6, least: 0 } } as const satisfies SpectrogramSettings;
const FINE = {
  ...TORCHAUDIO_LOG_MEL,
  frames: { ...TORCHAUDIO_LOG_MEL.frames, length: 900, hop: 256, size: 1024 },
  mel: { ...TORCHAUDIO_LOG_MEL.mel, bands: 64, min: 60, max: 8000 },
  levels: { unit: 'decibel', least: 1e-10, reference: 1 },
} as const satisfies SpectrogramSettings;
const SLANEY = { ...FINE, power: 1, mel: { ...FINE.mel, scale: 'slaney', norm: 'slaney' } } as const satisfies SpectrogramSettings;

interface Case {
  readonly name: string;
  readonly settings: SpectrogramSettings;
  readonly seconds: number;
  readonly rate: number;
}

const cases: readonly Case[] = [
  { name: 'default levels', settings: TORCHAUDIO_LOG_MEL, seconds: 0.6, rate: 16_000 },
  { name: 'default mfcc', settings: TORCHAUDIO_MFCC, seconds: 0.6, rate: 16_000 },
  { name: 'mfcc of logarithms', settings: TORCHAUDIO_MFCC_LOG_MELS, seconds: 0.6, rate: 16_000 },
  { name: 'levels without limit', settings: FINE, seconds: 0.4, rate: 44_100 },
  { name: 'slaney bands of magnitudes', settings: SLANEY, seconds: 0.6, rate: 16_000 },
  { name: 'odd rate', settings: { ...TORCHAUDIO_LOG_MEL, mel: { ...TORCHAUDIO_LOG_MEL.mel, bands: 40 } }, seconds: 0.4, rate: 11_025 },
  { name: 'kaldi', settings: KALDI_FBANK, seconds: 0.6, rate: 16_000 },
  { name: 'kaldi 80 bands', settings: { ...KALDI_FBANK, mel: { ...KALDI_FBANK.mel, bands: 80, max: 7600 } }, seconds: 0.6, rate: 16_000 },
  { name: 'kaldi at 44.1 kHz', settings: { ...KALDI_FBANK, mel: { ...KALDI_FBANK.mel, bands: 40 } }, seconds: 0.4, rate: 44_100 },
  { name: 'kaldi at 11.025 kHz', settings: KALDI_FBANK, seconds: 0.4, rate: 11_025 },
];

test.each(cases)('$name: the numbers are those of torchaudio', ({ name, settings, seconds, rate }) => {
  const { times, values } = spectrogramSeries(settings)(makeSound(seconds, rate), rate);
  expect(times).toHaveLength(golden[name]!.count);
  expect(largestError(golden[name]!, values)).toBeLessThan(1e-4);
});

const ODD = {
  ...TORCHAUDIO_LOG_MEL,
  frames: { ...TORCHAUDIO_LOG_MEL.frames, length: 401, size: 401 },
  mel: { ...TORCHAUDIO_LOG_MEL.mel, bands: 80 },
  levels: FINE.levels,
} as const satisfies SpectrogramSettings;
const exact: readonly Case[] = [
  { name: 'default levels', settings: TORCHAUDIO_LOG_MEL, seconds: 0.6, rate: 16_000 },
  { name: 'default mfcc', settings: TORCHAUDIO_MFCC, seconds: 0.6, rate: 16_000 },
  { name: 'slaney bands', settings: SLANEY, seconds: 0.6, rate: 16_000 },
  { name: 'odd rate', settings: ODD, seconds: 0.4, rate: 11_025 },
];

test.each(exact)('$name: with its sums in double precision torchaudio gives the same numbers, rounded filters and cosines included', ({ name, settings, seconds, rate }) => {
  const recorded = golden[`${name} in double precision`]!;
  const { times, values } = spectrogramSeries(settings)(makeSound(seconds, rate), rate);
  expect(times).toHaveLength(recorded.count);
  expect(largestError(recorded, values)).toBeLessThan(5e-6);
});
