import { realDft } from './real-dft.ts';

/** Computes the spectrum of one frame. The result belongs to the function and is valid until its next call. */
export type FrameSpectrum = (frame: ArrayLike<number>) => Float64Array;

/** How a frame becomes a spectrum. */
export interface FrameSpectrumOptions {
  /** Shape `[length]`, of the length of a frame. */
  readonly window: Float64Array;
  /** Size of the transform, at least `length`. */
  readonly size: number;
  /** Power of the magnitude. */
  readonly power: 1 | 2;
  readonly removeMean?: boolean;
  readonly preEmphasis?: number;
}

/**
 * Returns `|DFT(window · frame)|^power`, the frame followed by zeros up to `size`. Its mean is taken away first, then `x[n] − a x[n − 1]`
 * (with `x[−1] = x[0]`), where asked for. Where the zeros are does not matter to magnitudes.
 *
 * @returns a function from `[length]` samples to `[⌊size / 2⌋ + 1]` bins
 */
export function frameSpectrum({ window, size, power, removeMean = false, preEmphasis = 0 }: FrameSpectrumOptions): FrameSpectrum {
  const transform = realDft(size);
  const windowed = new Float64Array(size);
  const spectrum = new Float64Array(Math.floor(size / 2) + 1);
  return (frame) => {
    const mean = removeMean ? meanOf(frame, window.length) : 0;
    let before = frame[0]! - mean;
    for (let n = 0; n < window.length; n++) {
      const sample = frame[n]! - mean;
      windowed[n] = window[n]! * (sample - preEmphasis * before);
      before = sample;
    }
    const bins = transform(windowed);
    for (let k = 0; k < spectrum.length; k++) {
      const square = bins[2 * k]! ** 2 + bins[2 * k + 1]! ** 2;
      spectrum[k] = power === 2 ? square : Math.sqrt(square);
    }
    return spectrum;
  };
}

function meanOf(frame: ArrayLike<number>, length: number): number {
  let sum = 0;
  for (let n = 0; n < length; n++) sum += frame[n]!;
  return sum / length;
}
