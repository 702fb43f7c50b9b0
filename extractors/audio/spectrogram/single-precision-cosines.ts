const { fround } = Math;

/**
 * Returns the orthonormal DCT-II as `torchaudio.functional.create_dct` gives it, each step rounded to single precision.
 *
 * @returns shape `[coefficients, bands]`
 */
export function singlePrecisionCosines({ bands, coefficients }: { bands: number; coefficients: number }): Float64Array {
  const [step, first, scale] = [fround(Math.PI / bands), fround(Math.SQRT1_2), fround(Math.sqrt(2 / bands))];
  return Float64Array.from({ length: coefficients * bands }, (_, at) => {
    const k = Math.floor(at / bands);
    const cosine = fround(Math.cos(fround(fround(step * ((at % bands) + 0.5)) * k)));
    return fround((k === 0 ? fround(cosine * first) : cosine) * scale);
  });
}
