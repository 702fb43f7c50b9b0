import { linearPrediction } from './linear-prediction.ts';
import { narrowFrame } from './narrow-frame.ts';
import { polynomialRoots } from './polynomial-roots.ts';

/** A resonance of the vocal tract; both are 0 where there is none. */
export interface Formant {
  /** Hz. */
  readonly frequency: number;
  /** Hz. */
  readonly bandwidth: number;
}

/** Finds the first three formants of a frame. */
export interface Formants {
  /** How many bins of the spectrum they are found from. */
  readonly bins: number;
  /** Takes `[re, im]` of each of them, shape `[2 · bins]`, of the frame padded with zeros behind. */
  (spectrum: Float64Array): readonly [Formant, Formant, Formant];
}

const ORDER = 11;
const RATE = 11_000; // Hz
const RANGE = [50, 5450] as const; // Hz
const NONE: Formant = { frequency: 0, bandwidth: 0 };

/**
 * Returns what finds formants in frames of `length` samples transformed with `size` points: the frame is taken at 11 kHz; with `aₖ` of its error filter `1 + Σ aₖ z⁻ᵏ`
 * (linear prediction of order 11, autocorrelation method), the roots of `1 − Σ aₖ z⁻ᵏ` between 50 and 5450 Hz, lowest first, with bandwidth `|ln|z|| · rate / π`. The sign is
 * that of the established implementation, see docs/egemaps.md; the resonances themselves would be the roots of the error filter.
 */
export function formants({ length, size, sampleRate }: { length: number; size: number; sampleRate: number }): Formants {
  const narrow = narrowFrame({ length, size, sampleRate, to: RATE });
  const autocorrelation = new Float64Array(ORDER + 1);
  const find = (spectrum: Float64Array) => {
    const samples = narrow(spectrum);
    for (let lag = 0; lag <= ORDER; lag++) autocorrelation[lag] = laggedProduct(samples, lag);
    if (!(autocorrelation[0]! > 0)) return [NONE, NONE, NONE] as const;
    const found = toFormants(linearPrediction(autocorrelation).map((a) => -a));
    return [found[0] ?? NONE, found[1] ?? NONE, found[2] ?? NONE] as const;
  };
  return Object.assign(find, { bins: narrow.bins });
}

function laggedProduct(samples: Float64Array, lag: number): number {
  let sum = 0;
  for (let n = lag; n < samples.length; n++) sum += samples[n]! * samples[n - lag]!;
  return sum;
}

function toFormants(coefficients: Float64Array): Formant[] {
  const { re, im } = polynomialRoots(coefficients);
  return Array.from(re, (x, i) => ({ frequency: (Math.atan2(im[i]!, x) * RATE) / (2 * Math.PI), bandwidth: (Math.abs(Math.log(Math.hypot(x, im[i]!))) * RATE) / Math.PI }))
    .filter(({ frequency }) => frequency >= RANGE[0] && frequency <= RANGE[1])
    .sort((a, b) => a.frequency - b.frequency);
}
