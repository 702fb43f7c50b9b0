import { bandSums } from './band-sums.ts';
import type { FrameLayout } from './frame-layout.ts';
import { frameSpectrum } from './frame-spectrum.ts';
import type { SpectrogramSettings } from './spectrogram-settings.ts';

/**
 * Returns the step from a frame of samples to the sums of its bands. The result belongs to the function and is valid until its next call.
 *
 * @param rate Hz of the samples
 * @returns a function from `[length]` samples to `[bands]` sums
 */
export function frameBands(settings: SpectrogramSettings, { window, size }: FrameLayout, rate: number): (frame: ArrayLike<number>) => Float64Array {
  const { frames, power, mel, precision = 'double' } = settings;
  const { removeMean = false, preEmphasis = 0 } = frames;
  const toSpectrum = frameSpectrum({ window, size, power, removeMean, preEmphasis });
  const toSums = bandSums(mel, { sampleRate: rate, size, precision });
  return (frame) => toSums(toSpectrum(frame));
}
