import { cepstrum } from '../descriptors/cepstrum.ts';
import type { CepstrumSettings } from './spectrogram-settings.ts';

/**
 * Returns the step from `[bands]` levels to new cepstral coefficients of shape `[coefficients]`: the orthonormal DCT-II,
 * times `1 + L / 2 · sin(π (k + 1) / L)` where there is a lifter `L` (as in librosa).
 */
export function toCoefficients({ coefficients, lifter }: CepstrumSettings, bands: number): (levels: Float64Array) => Float32Array {
  const transform = cepstrum({ bands, coefficients });
  const weights = Float64Array.from({ length: coefficients }, (_, k) => (lifter === 0 ? 1 : 1 + (lifter / 2) * Math.sin((Math.PI * (k + 1)) / lifter)));
  return (levels) => Float32Array.from(transform(levels), (value, k) => value * weights[k]!);
}
