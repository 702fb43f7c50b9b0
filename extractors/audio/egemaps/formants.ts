import { linearPrediction } from './linear-prediction.ts';
import { polynomialRoots } from './polynomial-roots.ts';

/** A resonance of the vocal tract; both are 0 where there is none. */
export interface Formant {
  /** Hz. */
  readonly frequency: number;
  /** Hz. */
  readonly bandwidth: number;
}

const ORDER = 11;
const RESAMPLED = 11_000; // Hz
const RANGE = [50, 5450] as const; // Hz
const NONE: Formant = { frequency: 0, bandwidth: 0 };

/**
 * Returns the first three formants of a frame from its magnitudes: the frame is taken at 11 kHz (its spectrum up to 5.5 kHz) and
 * emphasised by 6 dB per octave against the tilt of the voice; the poles of its linear prediction of order 11 (autocorrelation method) between 50 and 5450 Hz are the formants, lowest first, with bandwidth `−ln|z| · rate / π`.
 */
export function formants({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array) => readonly [Formant, Formant, Formant] {
  const rate = Math.min(RESAMPLED, sampleRate);
  const bins = Math.floor((rate / 2 / sampleRate) * size) + 1;
  const cosines = Array.from({ length: ORDER + 1 }, (_, lag) =>
    Float64Array.from({ length: bins }, (__, k) => (k === 0 || k * 2 * sampleRate === rate * size ? 1 : 2) * Math.cos((2 * Math.PI * k * sampleRate * lag) / (size * rate))),
  );
  const powers = new Float64Array(bins);
  const autocorrelation = new Float64Array(ORDER + 1);
  return (magnitudes) => {
    for (let k = 0; k < bins; k++) powers[k] = (k * magnitudes[k]!) ** 2; // +6 dB per octave
    for (let lag = 0; lag <= ORDER; lag++) autocorrelation[lag] = product(cosines[lag]!, powers);
    if (!(autocorrelation[0]! > 0)) return [NONE, NONE, NONE];
    const found = toFormants(linearPrediction(autocorrelation), rate);
    return [found[0] ?? NONE, found[1] ?? NONE, found[2] ?? NONE];
  };
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function toFormants(coefficients: Float64Array, rate: number): Formant[] {
  const { re, im } = polynomialRoots(coefficients);
  return Array.from(re, (x, i) => ({ frequency: (Math.atan2(im[i]!, x) * rate) / (2 * Math.PI), bandwidth: (-Math.log(Math.hypot(x, im[i]!)) * rate) / Math.PI }))
    .filter(({ frequency }) => frequency >= RANGE[0] && frequency <= RANGE[1])
    .sort((a, b) => a.frequency - b.frequency);
}
