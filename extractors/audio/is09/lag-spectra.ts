import FFT from 'fft.js';

/** Two autocorrelations of a frame, at lags of 0 to `size / 2 − 1` samples; valid until the next call. */
export interface LagSpectra {
  /** The inverse transform of the powers, up to a scale. */
  readonly plain: Float64Array;
  /** The inverse transform of `ln(1 + power)`, up to the same scale: between an autocorrelation, which soft frames have, and a cepstrum. */
  readonly compressed: Float64Array;
}

/**
 * Returns a function from magnitudes, shape `[size / 2 + 1]`, to both. Powers are real and even, and so are their transforms: one goes as the real, the other as
 * the imaginary part of the same transform.
 *
 * @param size a power of two
 */
export function lagSpectra(size: number): (magnitudes: Float64Array) => LagSpectra {
  const fft = new FFT(size);
  const [input, output] = [fft.createComplexArray(), fft.createComplexArray()];
  const spectra = { plain: new Float64Array(size / 2), compressed: new Float64Array(size / 2) };
  return (magnitudes) => {
    for (let k = 0; k <= size / 2; k++) {
      const power = magnitudes[k]! ** 2;
      const mirror = (size - k) % size;
      input[2 * k] = input[2 * mirror] = power;
      input[2 * k + 1] = input[2 * mirror + 1] = Math.log1p(power);
    }
    fft.transform(output, input);
    for (let lag = 0; lag < size / 2; lag++) {
      spectra.plain[lag] = output[2 * lag]!;
      spectra.compressed[lag] = output[2 * lag + 1]!;
    }
    return spectra;
  };
}
