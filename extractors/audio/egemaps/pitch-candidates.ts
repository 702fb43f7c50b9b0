import type { OctaveSpectrum } from './octave-spectrum.ts';

/** One frequency that a frame may have as its pitch. */
export interface PitchCandidate {
  /** Hz. */
  readonly frequency: number;
  /** How sure it is that the frame is voiced, in [0, 1]: one minus the mean of the sum spectrum over its height at the candidate. */
  readonly voicing: number;
}

/** Finds the candidates of one frame from its magnitudes, the strongest first. */
export type FindPitchCandidates = (magnitudes: Float64Array) => PitchCandidate[];

const HARMONICS = 15;
/** What each further harmonic counts, relative to the one before. */
const COMPRESSION = 0.85;
const RANGE = [55, 1000] as const; // Hz
const CANDIDATES = 6;
/** A harmonic's distance in points is rounded up from this fraction on; found by comparison with published values, see docs/egemaps.md. */
const ROUND_UP_FROM = 0.62;

/**
 * Returns the sub-harmonic summation of Hermes (1988, eq. 1–3): the spectrum on an octave scale is added to itself shifted by the distance of
 * each harmonic, and the peaks of that sum, refined by a parabola, are the candidates.
 */
export function pitchCandidates(toOctaves: OctaveSpectrum): FindPitchCandidates {
  const { first, step, points } = toOctaves;
  const shifts = Array.from({ length: HARMONICS }, (_, h) => Math.floor(Math.log2(h + 1) / step + 1 - ROUND_UP_FROM));
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
  const found: { frequency: number; height: number }[] = [];
  for (let i = 1; i < sum.length - 1; i++) {
    const left = sum[i - 1]!;
    const middle = sum[i]!;
    const right = sum[i + 1]!;
    if (middle <= left || middle < right) continue;
    const offset = (0.5 * (left - right)) / (left - 2 * middle + right);
    const frequency = 2 ** (first + (i + offset) * step);
    if (frequency >= RANGE[0] && frequency <= RANGE[1]) found.push({ frequency, height: middle - 0.25 * (left - right) * offset });
  }
  found.sort((a, b) => b.height - a.height);
  return found.slice(0, CANDIDATES).map(({ frequency, height }) => ({ frequency, voicing: Math.max(0, 1 - mean / height) }));
}
