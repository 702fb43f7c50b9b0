const { fround } = Math;

/** Periodic Hann window of `length` points as `torch.hann_window` gives it, each step rounded to single precision. */
export function singlePrecisionHann(length: number): Float64Array {
  const step = fround((2 * Math.PI) / length);
  return Float64Array.from({ length }, (_, n) => fround(0.5 - fround(0.5 * fround(Math.cos(fround(n * step))))));
}
