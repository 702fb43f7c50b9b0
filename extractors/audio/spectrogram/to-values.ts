import { cepstrum } from '../descriptors/cepstrum.ts';
import { singlePrecisionCosines } from './single-precision-cosines.ts';
import type { SpectrogramSettings } from './spectrogram-settings.ts';

/**
 * Returns the step from the `[bands]` levels of a frame to new values: the levels themselves, or `[coefficients]` of the orthonormal DCT-II,
 * times `1 + L / 2 · sin(π (k + 1) / L)` where there is a lifter `L` (as in librosa).
 */
export function toValues({ cepstrum: settings, mel: { bands }, precision }: SpectrogramSettings): (levels: Float64Array) => Float32Array {
  if (settings === undefined) return (levels) => Float32Array.from(levels);
  const { coefficients, lifter } = settings;
  const layout = { bands, coefficients };
  const transform = cepstrum(precision === 'single' ? { ...layout, basis: singlePrecisionCosines(layout) } : layout);
  const weights = Float64Array.from({ length: coefficients }, (_, k) => (lifter === 0 ? 1 : 1 + (lifter / 2) * Math.sin((Math.PI * (k + 1)) / lifter)));
  return (levels) => Float32Array.from(transform(levels), (value, k) => value * weights[k]!);
}
