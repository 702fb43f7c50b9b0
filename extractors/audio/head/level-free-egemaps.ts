import { EGEMAPS_DESCRIPTORS } from '../egemaps/descriptor-names.ts';
import type { EgemapsFrame } from '../egemaps/describe-egemaps.ts';
import { egemapsFunctionals } from '../egemaps/egemaps-functionals.ts';
import { EGEMAPS_FUNCTIONALS } from '../egemaps/functional-names.ts';

/** Mean square that speech is scaled to. */
const POWER = 1e-3;
const SILENCE = 1e-12;
const LOUDNESS = EGEMAPS_DESCRIPTORS.indexOf('Loudness_sma3');
const FLUX = EGEMAPS_DESCRIPTORS.indexOf('spectralFlux_sma3');
const COMPRESSION = 0.33; // Of loudness, see `loudness`
const NORMALISED = '_stddevNorm';

/** Names of what `levelFreeEgemaps` returns, in order. */
export const LEVEL_FREE_EGEMAPS: readonly string[] = EGEMAPS_FUNCTIONALS.map((name) => (name.endsWith(NORMALISED) ? name.replace(NORMALISED, '_stddev') : name));

/**
 * Returns the 88 functionals of eGeMAPSv02 of one window, as if it had been recorded at the level that gives speech a mean square of 0.001.
 * Deviations are not divided by the mean, which for slopes and cepstra lies about zero. Smoothing begins anew at the window's first frame.
 *
 * @param frames of the whole window, speech or not
 * @param speaking whether somebody speaks in each of them
 */
export function levelFreeEgemaps(frames: readonly EgemapsFrame[], speaking: readonly boolean[]): Float32Array {
  const spoken = frames.filter((_, i) => speaking[i]);
  const gain = POWER / Math.max(SILENCE, spoken.reduce((sum, { power }) => sum + power, 0) / Math.max(1, spoken.length)); // Of power
  const functionals = egemapsFunctionals();
  for (const frame of frames) {
    const scaled = frame.values.slice();
    scaled[LOUDNESS]! *= gain ** COMPRESSION;
    scaled[FLUX]! *= Math.sqrt(gain);
    functionals.push({ ...frame, values: scaled, power: frame.power * gain });
  }
  const result = Float32Array.from(functionals.finish());
  EGEMAPS_FUNCTIONALS.forEach((name, i) => name.endsWith(NORMALISED) && (result[i]! *= result[i - 1]!)); // The mean comes before
  return result;
}
