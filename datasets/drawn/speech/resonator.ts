/** A two-pole filter whose tuning may change while it runs; the gain at 0 Hz is 1 (Klatt, 1980, equation 2). */
export interface Resonator {
  /** Sets centre and bandwidth, Hz. */
  tune(frequency: number, bandwidth: number): void;
  /** Filters one sample. */
  step(sample: number): number;
}

/** Returns a resonator at rest for sound of `sampleRate` Hz. */
export function createResonator(sampleRate: number): Resonator {
  let [a, b, c, last, beforeLast] = [1, 0, 0, 0, 0];
  return {
    tune(frequency, bandwidth) {
      c = -Math.exp((-2 * Math.PI * bandwidth) / sampleRate);
      b = 2 * Math.exp((-Math.PI * bandwidth) / sampleRate) * Math.cos((2 * Math.PI * frequency) / sampleRate);
      a = 1 - b - c;
    },
    step(sample) {
      const out = a * sample + b * last + c * beforeLast;
      beforeLast = last;
      last = out;
      return out;
    },
  };
}
