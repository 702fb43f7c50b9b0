import { expect, test } from 'vitest';
import { KALDI_FBANK, LIBROSA_LOG_MEL, LIBROSA_MFCC, TORCHAUDIO_LOG_MEL, TORCHAUDIO_MFCC, VGGISH_LOG_MEL, YAMNET_LOG_MEL } from '../../../../extractors/audio/spectrogram/conventions.ts';
import { spectrogramSeries } from '../../../../extractors/audio/spectrogram/spectrogram-series.ts';
import { makeSound } from './test-sound.ts';

test.each([
  ['librosa log-mel', LIBROSA_LOG_MEL, 128],
  ['librosa mfcc', LIBROSA_MFCC, 20],
  ['torchaudio log-mel', TORCHAUDIO_LOG_MEL, 128],
  ['torchaudio mfcc', TORCHAUDIO_MFCC, 40],
  ['kaldi fbank', KALDI_FBANK, 23],
  ['vggish', VGGISH_LOG_MEL, 64],
  ['yamnet', YAMNET_LOG_MEL, 64],
])('%s takes any sample rate and gives a finite row per time', (_, settings, width) => {
  for (const rate of [8000, 11_025, 22_050, 96_000]) {
    const { names, times, values } = spectrogramSeries(settings)(makeSound(0.15, rate), rate);
    expect(names).toHaveLength(width);
    expect(new Set(names).size).toBe(names.length);
    expect(values).toHaveLength(times.length * names.length);
    expect(times.length).toBeGreaterThan(0);
    expect(values.every(Number.isFinite)).toBe(true);
  }
});
