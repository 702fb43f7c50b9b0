import FFT from 'fft.js';
import type { Formant } from './formants.ts';

/** What the harmonics of a voiced frame tell. */
export interface Harmonics {
  /** dB; power that repeats with the pitch over the rest. */
  readonly harmonicsToNoise: number;
  /** dB; level of 2 f0 over level of 3 f0: harmonics are counted from f0 as number 0. */
  readonly h1MinusH2: number;
  /** dB; level of 2 f0 over the strongest harmonic of the third formant. */
  readonly h1MinusA3: number;
  /** dB; strongest harmonic of each of three formants over f0. */
  readonly formantLevels: readonly [number, number, number];
}

/** Of an unvoiced frame: the level of formants is far below everything, the rest counts as absent. */
export const UNVOICED: Harmonics = { harmonicsToNoise: 0, h1MinusH2: 0, h1MinusA3: 0, formantLevels: [-201, -201, -201] };

const HARMONICS = 100;
/** Share of the frequency of a formant by which its harmonics may lie apart from it; found by comparison with published values, see docs/egemaps.md. */
const REACH = 0.2;
const LEAST = 1e-10;

/** Measures the harmonics of a frame with pitch `f0` in Hz from its magnitudes (GeMAPS, Eyben et al. 2016, section 3.1). */
export type MeasureHarmonics = (magnitudes: Float64Array, f0: number, formants: readonly Formant[]) => Harmonics;

/** Returns the measure for magnitudes of shape `[size / 2 + 1]`. */
export function harmonics({ size, sampleRate }: { size: number; sampleRate: number }): MeasureHarmonics {
  const noise = harmonicsToNoise({ size, sampleRate });
  return (magnitudes, f0, formants) => {
    const peaks = harmonicPeaks(magnitudes, (f0 * size) / sampleRate);
    const [a1, a2, a3] = formants.map((formant) => strongestIn(peaks, f0, formant));
    return {
      harmonicsToNoise: noise(magnitudes, f0),
      h1MinusH2: toDecibels(peaks[1], peaks[2]),
      h1MinusA3: a3 === undefined ? 0 : toDecibels(peaks[1], a3),
      formantLevels: [relative(a1, peaks[0]), relative(a2, peaks[0]), relative(a3, peaks[0])],
    };
  };
}

function toDecibels(upper = LEAST, lower = LEAST): number {
  return 20 * Math.log10(Math.max(LEAST, upper) / Math.max(LEAST, lower));
}

function relative(level: number | undefined, f0: number | undefined): number {
  return level === undefined ? -201 : toDecibels(level, f0);
}

/** Magnitudes of f0 and its multiples: of the peak nearest to each. */
function harmonicPeaks(magnitudes: Float64Array, binsPerHarmonic: number): number[] {
  const peaks: number[] = [];
  for (let h = 1; h <= HARMONICS && h * binsPerHarmonic < magnitudes.length - 1; h++) peaks.push(magnitudes[nearestPeak(magnitudes, Math.round(h * binsPerHarmonic))]!);
  return peaks;
}

/** The upper one where two lie equally far; `bin` itself without any. */
function nearestPeak(magnitudes: Float64Array, bin: number): number {
  const isPeak = (k: number) => k > 0 && k < magnitudes.length - 1 && magnitudes[k]! > magnitudes[k - 1]! && magnitudes[k]! >= magnitudes[k + 1]!;
  for (let away = 0; away < magnitudes.length; away++) {
    if (isPeak(bin + away)) return bin + away;
    if (isPeak(bin - away)) return bin - away;
  }
  return bin;
}

/** The strongest harmonic within a fifth of the frequency of a formant, or f0 where none lies there; `undefined` without a formant. */
function strongestIn(peaks: readonly number[], f0: number, { frequency }: Formant): number | undefined {
  if (frequency === 0) return undefined;
  const from = Math.ceil(((1 - REACH) * frequency) / f0);
  const to = Math.floor(((1 + REACH) * frequency) / f0);
  const inside = peaks.slice(Math.max(0, from - 1), Math.max(0, to));
  return inside.length > 0 ? Math.max(...inside) : peaks[0];
}

/** Ratio in dB of the autocorrelation at the pitch period to what lag 0 has more; the period is the local maximum that is reached uphill from 1 / f0. */
function harmonicsToNoise({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array, f0: number) => number {
  const fft = new FFT(size);
  const powers = new Float64Array(size);
  const transform = fft.createComplexArray();
  const at = (lag: number) => transform[2 * lag]!;
  return (magnitudes, f0) => {
    for (let k = 0; k <= size / 2; k++) powers[k] = powers[(size - k) % size] = magnitudes[k]! ** 2;
    fft.realTransform(transform, powers); // Powers are even, so this is their inverse transform, up to the scale
    let lag = Math.min(size / 2 - 1, Math.max(1, Math.round(sampleRate / f0)));
    while (lag + 1 < size / 2 && at(lag + 1) > at(lag)) lag += 1;
    while (lag > 1 && at(lag - 1) > at(lag)) lag -= 1;
    const repeating = Math.max(LEAST, at(lag));
    return 10 * Math.log10(repeating / Math.max(LEAST, at(0) - repeating));
  };
}
