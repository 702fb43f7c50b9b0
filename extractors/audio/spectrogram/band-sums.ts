import { melFilters } from '../descriptors/mel-filters.ts';
import { singlePrecisionFilters } from './single-precision-filters.ts';
import type { BandSettings } from './spectrogram-settings.ts';

/** Sums a spectrum to bands. The result belongs to the function and is valid until its next call. */
export type BandSums = (spectrum: Float64Array) => Float64Array;

/** The bins that are summed. */
export interface BandLayout {
  /** Hz. */
  readonly sampleRate: number;
  /** Size of the transform. */
  readonly size: number;
  readonly precision: 'double' | 'single';
}

/**
 * Returns the sums of a spectrum under triangular filters.
 *
 * @returns a function from `[⌊size / 2⌋ + 1]` bins to `[bands]` sums; a band that lies above half the sample rate has 0
 */
export function bandSums(settings: BandSettings, { precision, ...layout }: BandLayout): BandSums {
  const filters = precision === 'single' ? singlePrecisionFilters(settings, layout) : melFilters({ ...settings, ...layout });
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
