/** Periodic Hann window of `length` points: `0.5 − 0.5 cos(2πn / length)`, as in librosa and `scipy.signal.get_window`. */
export function hann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));
}
