import { melFilters, type MelOptions } from './mel-filters.ts';

/** Turns a power spectrum into the level of each mel band in dB. The result belongs to the function and is valid until its next call. */
export type LogMel = (power: Float64Array) => Float64Array;

const LEAST_POWER = 1e-10;

/** Returns the log-mel step: `10 log10(max(1e-10, filters · power))`, as `librosa.power_to_db` with `ref=1, top_db=None`. Result of shape `[bands]`. */
export function logMel(options: MelOptions): LogMel {
  const filters = melFilters(options);
  const levels = new Float64Array(filters.length);
  return (power) => {
    filters.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
      levels[band] = 10 * Math.log10(Math.max(LEAST_POWER, sum));
    });
    return levels;
  };
}
