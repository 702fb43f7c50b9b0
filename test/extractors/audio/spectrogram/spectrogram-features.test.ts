import { expect, test } from 'vitest';
import { SPECTROGRAM_FEATURES } from '../../../../extractors/audio/spectrogram/spectrogram-features.ts';
import { makeSound } from './test-sound.ts';

const widths = { 'log-mel': 128, mfcc: 20, 'torchaudio-log-mel': 128, 'torchaudio-mfcc': 40, 'kaldi-fbank': 23, 'vggish-log-mel': 64, 'yamnet-log-mel': 64 };

test('every feature has a name', () => expect(Object.keys(SPECTROGRAM_FEATURES)).toEqual(Object.keys(widths)));

test.each(Object.entries(SPECTROGRAM_FEATURES))('%s takes any sample rate and gives a finite row per time', (name, toSeries) => {
  for (const rate of [8000, 11_025, 22_050, 96_000]) {
    const { names, times, values } = toSeries(makeSound(0.15, rate), rate);
    expect(names).toHaveLength(widths[name as keyof typeof widths]);
    expect(new Set(names).size).toBe(names.length);
    expect(values).toHaveLength(times.length * names.length);
    expect(times.length).toBeGreaterThan(0);
    expect(values.every(Number.isFinite)).toBe(true);
  }
});
