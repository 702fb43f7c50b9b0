import FFT from 'fft.js';

/**
 * Computes bins 0 to `⌊size / 2⌋` of the transform of `size` real samples, interleaved (re, im).
 * The result belongs to the function and is valid until its next call.
 */
export type RealDft = (samples: ArrayLike<number>) => ArrayLike<number>;

/**
 * Returns the discrete Fourier transform `X[k] = Σ x[n] exp(−2πi kn / size)` of real samples, of any size, exact to rounding.
 * Powers of two go through fft.js, other sizes through a convolution of chirps (Bluestein, 1970), even ones at half the size.
 *
 * @param size a whole number, at least 1
 * @returns a function from `[size]` samples to the bins, in the first `2 · (⌊size / 2⌋ + 1)` numbers of its result
 * @throws RangeError when the size is not such a number
 */
export function realDft(size: number): RealDft {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`size of a transform: ${size} is not a whole number above 0. Give 1 or more.`);
  if (size > 1 && isPowerOfTwo(size)) return powerOfTwo(size);
  return size % 2 === 0 ? evenSize(size) : oddSize(size);
}

function powerOfTwo(size: number): RealDft {
  const fft = new FFT(size);
  const bins = fft.createComplexArray();
  return (samples) => {
    fft.realTransform(bins, samples);
    return bins;
  };
}

function oddSize(size: number): RealDft {
  const transform = complexDft(size);
  const complex = new Float64Array(2 * size);
  return (samples) => {
    for (let n = 0; n < size; n++) complex[2 * n] = samples[n]!;
    return transform(complex);
  };
}

/** Takes even samples as real and odd ones as imaginary parts of one transform of half the size, and parts the two spectra after it. */
function evenSize(size: number): RealDft {
  const half = size / 2;
  const transform = complexDft(half);
  const turns = Float64Array.from({ length: size + 2 }, (_, i) => turn(i >> 1, size, i));
  const bins = new Float64Array(size + 2);
  return (samples) => {
    const packed = transform(samples);
    for (let k = 0; k <= half; k++) {
      const [at, mirror] = [2 * (k % half), 2 * ((half - k) % half)];
      const evenRe = (packed[at]! + packed[mirror]!) / 2;
      const evenIm = (packed[at + 1]! - packed[mirror + 1]!) / 2;
      const oddRe = (packed[at + 1]! + packed[mirror + 1]!) / 2;
      const oddIm = (packed[mirror]! - packed[at]!) / 2;
      const [cos, sin] = [turns[2 * k]!, turns[2 * k + 1]!];
      bins[2 * k] = evenRe + cos * oddRe - sin * oddIm;
      bins[2 * k + 1] = evenIm + cos * oddIm + sin * oddRe;
    }
    return bins;
  };
}

/** With `kn = (k² + n² − (k − n)²) / 2` the transform is a convolution with a chirp, which is done at a power of two. */
function complexDft(size: number): RealDft {
  const fft = new FFT(2 ** Math.ceil(Math.log2(Math.max(2, 2 * size - 1))));
  const chirp = Float64Array.from({ length: 2 * size }, (_, i) => turn(((i >> 1) * (i >> 1)) % (2 * size), 2 * size, i));
  const [input, product, convolved, response] = [0, 0, 0, 0].map(() => fft.createComplexArray()) as [number[], number[], number[], number[]];
  fft.transform(response, conjugateAround(chirp, fft.createComplexArray()));
  const bins = new Float64Array(2 * size);
  return (samples) => {
    multiply(input, samples, chirp);
    fft.transform(product, input);
    multiply(product, product, response);
    fft.inverseTransform(convolved, product);
    multiply(bins, convolved, chirp);
    return bins;
  };
}

/** Fills `wide` with the conjugate of `chirp` at `n` and at `−n`, modulo its length. */
function conjugateAround(chirp: Float64Array, wide: number[]): number[] {
  for (let n = 0; n < chirp.length / 2; n++) {
    const mirror = n === 0 ? 0 : wide.length - 2 * n;
    wide[2 * n] = wide[mirror] = chirp[2 * n]!;
    wide[2 * n + 1] = wide[mirror + 1] = -chirp[2 * n + 1]!;
  }
  return wide;
}

/** Writes `a · b` into `out`, for as many complex numbers as `b` or `out` has. */
function multiply(out: number[] | Float64Array, a: ArrayLike<number>, b: ArrayLike<number>): void {
  for (let i = 0; i + 1 < Math.min(b.length, out.length); i += 2) {
    const [re, im] = [a[i]!, a[i + 1]!];
    out[i] = re * b[i]! - im * b[i + 1]!;
    out[i + 1] = re * b[i + 1]! + im * b[i]!;
  }
}

/** Real (`part` even) or imaginary part of `exp(−2πi step / steps)`. */
function turn(step: number, steps: number, part: number): number {
  const angle = (2 * Math.PI * step) / steps;
  return part % 2 === 0 ? Math.cos(angle) : -Math.sin(angle);
}

function isPowerOfTwo(size: number): boolean {
  return (size & (size - 1)) === 0;
}
