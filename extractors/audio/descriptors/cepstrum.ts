/** Turns log-mel levels into cepstral coefficients. The result belongs to the function and is valid until its next call. */
export type Cepstrum = (levels: Float64Array) => Float64Array;

/** Size of a cosine transform. */
export interface CepstrumOptions {
  readonly bands: number;
  readonly coefficients: number;
  /** Shape `[coefficients, bands]`; default: the cosines of the orthonormal DCT-II. */
  readonly basis?: Float64Array;
}

/** Returns the orthonormal DCT-II from `bands` levels to the first `coefficients`: on log-mel levels these are librosa's MFCC. */
export function cepstrum({ bands, coefficients, basis = cosines(bands, coefficients) }: CepstrumOptions): Cepstrum {
  const result = new Float64Array(coefficients);
  return (levels) => {
    for (let k = 0; k < coefficients; k++) {
      let sum = 0;
      for (let band = 0; band < bands; band++) sum += basis[k * bands + band]! * levels[band]!;
      result[k] = sum;
    }
    return result;
  };
}

function cosines(bands: number, coefficients: number): Float64Array {
  return Float64Array.from({ length: coefficients * bands }, (_, at) => {
    const k = Math.floor(at / bands);
    const scale = Math.sqrt((k === 0 ? 1 : 2) / bands);
    return scale * Math.cos((Math.PI * k * (2 * (at % bands) + 1)) / (2 * bands));
  });
}
