import { melFilters, type MelOptions } from './mel-filters.ts';

/** Turns a power spectrum into the level of each mel band in dB. The result belongs to the function and is valid until its next call. */
export type LogMel = (power: Float64Array) => Float64Array;

/**
 * Returns the log-mel step: `10 log10(max(least, filters · power))`, as `librosa.power_to_db` with `ref=1, top_db=None`.
 * Result of shape `[bands]`.
 *
 * @param options.least smallest power of a band; default librosa's 1e-10
 */
export function logMel({ least = 1e-10, ...options }: MelOptions & { readonly least?: number }): LogMel {
  const filters = melFilters(options);
  const levels = new Float64Array(filters.length);
  return (power) => {
    filters.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
      levels[band] = 10 * Math.log10(Math.max(least, sum));
    });
    return levels;
  };
}
