import FFT from 'fft.js';
import { hann } from './hann.ts';

/** Computes `|FFT(window · frame)|²` of one frame. The result belongs to the function and is valid until its next call. */
export type PowerSpectrum = (frame: ArrayLike<number>) => Float64Array;

/**
 * Returns a Hann-windowed power spectrum, not scaled, as `|librosa.stft|²`.
 *
 * @param length samples of a frame, at most `size`; the rest is zero
 * @param size a power of two; the result has shape `[size / 2 + 1]`
 */
export function powerSpectrum({ length, size }: { length: number; size: number }): PowerSpectrum {
  const fft = new FFT(size);
  const window = hann(length);
  const windowed = new Float64Array(size);
  const transform = fft.createComplexArray(); // A plain array: fft.js runs at half the speed on a Float64Array
  const power = new Float64Array(size / 2 + 1);
  return (frame) => {
    for (let n = 0; n < length; n++) windowed[n] = window[n]! * frame[n]!;
    fft.realTransform(transform, windowed);
    for (let k = 0; k < power.length; k++) power[k] = transform[2 * k]! ** 2 + transform[2 * k + 1]! ** 2;
    return power;
  };
}
