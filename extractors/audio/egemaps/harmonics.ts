import FFT from 'fft.js';
import { refinePeak } from '../descriptors/refine-peak.ts';
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

/** dB; level over f0 of a harmonic that has no peak. */
const ABSENT = -200;
/** dB; of a formant where there is none, and the largest difference of levels. */
const NO_FORMANT = -201;

/** Of an unvoiced frame: the level of formants is far below everything, the rest counts as absent. */
export const UNVOICED: Harmonics = { harmonicsToNoise: 0, h1MinusH2: 0, h1MinusA3: 0, formantLevels: [NO_FORMANT, NO_FORMANT, NO_FORMANT] };

const HARMONICS = 100;
/** Share of the frequency of a formant by which its harmonics may lie apart from it; found by comparison with published values, see docs/egemaps.md. */
const REACH = 0.2;
const LEAST = 1e-10;

/** Measures the harmonics of a frame with pitch `f0` in Hz from its magnitudes (GeMAPS, Eyben et al. 2016, section 3.1). */
export type MeasureHarmonics = (magnitudes: Float64Array, f0: number, formants: readonly Formant[]) => Harmonics;

/** The spectral peak nearest to a multiple of f0. */
interface Peak {
  /** Bins, between two of them by a parabola. */
  readonly position: number;
  /** At the bin itself. */
  readonly magnitude: number;
  /** At the position; of f0 itself at the bin, as published values show. */
  readonly level: number;
  /** Whether it lies within half of f0, and half a bin, of the multiple: it counts only then. */
  readonly near: boolean;
}

/** Returns the measure for magnitudes of shape `[size / 2 + 1]`. A frame in which f0 itself has no peak that counts is unvoiced to all but its ratio of harmonics to noise. */
export function harmonics({ size, sampleRate }: { size: number; sampleRate: number }): MeasureHarmonics {
  const noise = harmonicsToNoise({ size, sampleRate });
  const binsPerHz = size / sampleRate;
  return (magnitudes, f0, formants) => {
    const harmonicsToNoise = noise(magnitudes, f0);
    const peaks = harmonicPeaks(magnitudes, f0 * binsPerHz);
    if (!peaks[0]!.near) return { ...UNVOICED, harmonicsToNoise };
    const overF0 = ({ level }: Peak) => 20 * Math.log10(Math.max(LEAST, level) / Math.max(LEAST, peaks[0]!.level));
    const [h1, h2] = [peaks[1], peaks[2]].map((peak) => (peak?.near ? overF0(peak) : ABSENT)) as [number, number];
    const [a1, a2, a3] = formants.map(({ frequency }) => (frequency === 0 ? NO_FORMANT : overF0(strongestNear(peaks, frequency * binsPerHz) ?? peaks[0]!))) as [number, number, number];
    return {
      harmonicsToNoise,
      h1MinusH2: difference(h1, h2),
      h1MinusA3: a3 === NO_FORMANT ? 0 : difference(h1, a3),
      formantLevels: [a1, a2, a3],
    };
  };
}

function difference(upper: number, lower: number): number {
  return Math.max(NO_FORMANT, Math.min(-NO_FORMANT, upper - lower));
}

/** Peaks of f0 and its multiples, at least that of f0. */
function harmonicPeaks(magnitudes: Float64Array, binsPerHarmonic: number): Peak[] {
  const peaks: Peak[] = [];
  for (let h = 1; h === 1 || (h <= HARMONICS && h * binsPerHarmonic < magnitudes.length - 1); h++) {
    const bin = nearestPeak(magnitudes, Math.round(h * binsPerHarmonic));
    peaks.push({ ...peakAt(magnitudes, bin, h), near: Math.abs(bin - h * binsPerHarmonic) <= (binsPerHarmonic + 1) / 2 });
  }
  return peaks;
}

function peakAt(magnitudes: Float64Array, bin: number, harmonic: number): Omit<Peak, 'near'> {
  const magnitude = magnitudes[bin]!;
  const { offset, height } = refinePeak(magnitudes[bin - 1] ?? 0, magnitude, magnitudes[bin + 1] ?? 0);
  return { position: bin + offset, magnitude, level: harmonic === 1 ? magnitude : height };
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

/** The strongest peak that counts within a fifth of the position of a formant in bins. */
function strongestNear(peaks: readonly Peak[], formant: number): Peak | undefined {
  const within = peaks.filter(({ position, near }) => near && Math.abs(position - formant) <= REACH * formant);
  return within.length > 0 ? within.reduce((a, b) => (b.magnitude > a.magnitude ? b : a)) : undefined;
}

/** Ratio in dB of the autocorrelation at the pitch period to what lag 0 has more; the period is the local maximum of its size nearest to 1 / f0 in whole samples, the shorter one of two. */
function harmonicsToNoise({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array, f0: number) => number {
  const fft = new FFT(size);
  const powers = new Float64Array(size);
  const transform = fft.createComplexArray();
  const at = (lag: number) => Math.abs(transform[2 * lag]!); // A trough below zero counts as a peak, as published values show
  return (magnitudes, f0) => {
    for (let k = 0; k <= size / 2; k++) powers[k] = powers[(size - k) % size] = magnitudes[k]! ** 2;
    fft.realTransform(transform, powers); // Powers are even, so this is their inverse transform, up to the scale
    const period = Math.min(size / 2 - 1, Math.max(1, Math.floor(sampleRate / f0)));
    const isPeak = (lag: number) => lag > 0 && lag < size / 2 && at(lag) > at(lag - 1) && at(lag) >= at(lag + 1);
    let away = 0;
    while (away < size / 2 && !isPeak(period - away) && !isPeak(period + away)) away++;
    const repeating = Math.max(LEAST, at(away === size / 2 ? period : isPeak(period - away) ? period - away : period + away));
    return 10 * Math.log10(repeating / Math.max(LEAST, at(0) - repeating));
  };
}
