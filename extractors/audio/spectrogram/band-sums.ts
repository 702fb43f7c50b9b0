import { melFilters } from '../descriptors/mel-filters.ts';
import type { BandSettings } from './spectrogram-settings.ts';

/** Sums a spectrum to bands. The result belongs to the function and is valid until its next call. */
export type BandSums = (spectrum: Float64Array) => Float64Array;

/**
 * Returns the sums of a spectrum under triangular filters.
 *
 * @param options.size size of the transform
 * @returns a function from `[⌊size / 2⌋ + 1]` bins to `[bands]` sums; a band that lies above half the sample rate has 0
 */
export function bandSums({ bins = 'true', ...mel }: BandSettings, { sampleRate, size }: { sampleRate: number; size: number }): BandSums {
  const half = Math.floor(sampleRate / 2);
  const grid = bins === 'true' ? { sampleRate, size } : { sampleRate: 2 * half, size: 2 * Math.floor(size / 2) };
  const filters = melFilters({ ...mel, ...grid });
  const sums = new Float64Array(filters.length);
  return (spectrum) => {
    filters.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * spectrum[first + i]!;
      sums[band] = sum;
    });
    return sums;
  };
}
