import FFT from 'fft.js';

/** Magnitudes of one windowed frame. The arrays belong to the function and are valid until its next call. */
export interface WindowedSpectrum {
  /** Size of the transform, a power of two. */
  readonly size: number;
  /** Returns `|FFT(window · frame)|`, shape `[size / 2 + 1]`, not scaled. */
  magnitudes(frame: ArrayLike<number>): Float64Array;
  /** Copies `[re, im]` of the first `bins` bins of the frame that was transformed last, shape `[2 · bins]`. */
  firstBins(bins: number): Float64Array;
  /** Root mean square of the windowed frame that was transformed last. */
  rms(): number;
}

/** Returns a spectrum of frames of `window.length` samples, padded with zeros to the next power of two. */
export function windowedSpectrum(window: Float64Array): WindowedSpectrum {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, window.length)));
  const fft = new FFT(size);
  const windowed = new Float64Array(size);
  const transform = fft.createComplexArray(); // A plain array: fft.js runs at half the speed on a Float64Array
  const magnitudes = new Float64Array(size / 2 + 1);
  return {
    size,
    magnitudes(frame) {
      for (let n = 0; n < window.length; n++) windowed[n] = window[n]! * frame[n]!;
      fft.realTransform(transform, windowed);
      for (let k = 0; k < magnitudes.length; k++) magnitudes[k] = Math.sqrt(transform[2 * k]! ** 2 + transform[2 * k + 1]! ** 2);
      return magnitudes;
    },
    firstBins: (bins) => Float64Array.from(transform.slice(0, 2 * bins)),
    rms() {
      let sum = 0;
      for (let n = 0; n < window.length; n++) sum += windowed[n]! ** 2;
      return Math.sqrt(sum / window.length);
    },
  };
}

/** Symmetric Gaussian window: `exp(−½ (d / (sigma · h))²)`, `d` the distance from the middle and `h` half the length, `(length − 1) / 2`. */
export function gaussian(length: number, sigma: number): Float64Array {
  const half = Math.max(1, length - 1) / 2;
  return Float64Array.from({ length }, (_, n) => Math.exp(-0.5 * ((n - half) / (sigma * half)) ** 2));
}

/** Symmetric Hamming window: `0.54 − 0.46 cos(2π n / (length − 1))`. */
export function hamming(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / Math.max(1, length - 1)));
}
