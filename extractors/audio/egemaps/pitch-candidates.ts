import { refinePeak } from '../descriptors/refine-peak.ts';
import type { OctaveSpectrum } from './octave-spectrum.ts';

/** One frequency that a frame may have as its pitch. */
export interface PitchCandidate {
  /** Hz. */
  readonly frequency: number;
  /** How sure it is that the frame is voiced, in [0, 1]: one minus the mean of the sum spectrum over its height at the candidate. */
  readonly voicing: number;
}

/** Finds the candidates of one frame from its magnitudes: the most sure one first, the others by the height of their highest point. */
export type FindPitchCandidates = (magnitudes: Float64Array) => PitchCandidate[];

const HARMONICS = 15;
/** What each further harmonic counts, relative to the one before. */
const COMPRESSION = 0.85;
const RANGE = [55, 1000] as const; // Hz
/** Highest points of the sum, at any frequency, of which those in range are candidates: a hiss has its peaks above and leaves few. */
export const PITCH_CANDIDATES = 6;

/**
 * Returns the sub-harmonic summation of Hermes (1988, eq. 1–3): the spectrum on an octave scale is added to itself shifted by the distance of
 * each harmonic, and the peaks of that sum, refined by a parabola, are the candidates.
 */
export function pitchCandidates(toOctaves: OctaveSpectrum): FindPitchCandidates {
  const { first, step, points } = toOctaves;
  const perOctave = points / (step * (points - 1)); // One point more than there are, as published values show
  const shifts = Array.from({ length: HARMONICS }, (_, h) => Math.floor(Math.log2(h + 1) * perOctave));
  const weights = shifts.map((_, h) => COMPRESSION ** h);
  const sum = new Float64Array(points);
  return (magnitudes) => {
    const spectrum = toOctaves(magnitudes);
    sum.fill(0);
    for (let h = 0; h < HARMONICS; h++) {
      const shift = shifts[h]!;
      const weight = weights[h]!;
      for (let i = shift; i < points; i++) sum[i - shift]! += weight * spectrum[i]!;
    }
    return toCandidates(sum, { first, step });
  };
}

function toCandidates(sum: Float64Array, { first, step }: { first: number; step: number }): PitchCandidate[] {
  let total = 0;
  for (const height of sum) total += height;
  const mean = total / sum.length;
  const peaks: { height: number; refined: number; frequency: number }[] = [];
  for (let i = 1; i < sum.length - 1; i++) {
    const left = sum[i - 1]!;
    const height = sum[i]!;
    const right = sum[i + 1]!;
    if (height <= left || height < right) continue;
    const { offset, height: refined } = refinePeak(left, height, right);
    peaks.push({ height, refined, frequency: 2 ** (first + (i + offset) * step) });
  }
  const candidates = peaks
    .sort((a, b) => b.height - a.height)
    .slice(0, PITCH_CANDIDATES)
    .filter(({ frequency }) => frequency >= RANGE[0] && frequency <= RANGE[1]);
  const surest = candidates.toSorted((a, b) => b.refined - a.refined)[0];
  candidates.sort((a, b) => Number(b === surest) - Number(a === surest)); // The others stay as the points are high
  return candidates.map(({ frequency, refined }) => ({ frequency, voicing: Math.max(0, 1 - mean / refined) }));
}
