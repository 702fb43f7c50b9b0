declare module 'fft.js' {
  /** Radix-4 transform of a power-of-two size; complex arrays are interleaved (re, im). */
  class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    /** Fills the first half (bins 0 to size / 2) of `out` from real `input`. */
    realTransform(out: number[], input: ArrayLike<number>): void;
    /** Transforms complex `input`, of which `out` is not a part. */
    transform(out: number[], input: ArrayLike<number>): void;
    /** The inverse of `transform`, divided by the size. */
    inverseTransform(out: number[], input: ArrayLike<number>): void;
  }
  export = FFT;
}
