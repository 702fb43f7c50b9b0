import type { DrawnExpression } from '../pose-of.ts';

/** How an expression is spoken. */
export interface Prosody {
  /** Mean pitch relative to the speaker's own. */
  readonly pitch: number;
  /** Standard deviation of pitch in semitones. */
  readonly range: number;
  /** Pitch movement from the first to the last syllable of a phrase, in semitones. */
  readonly slope: number;
  /** Syllables in a second. */
  readonly rate: number;
  /** Amplitude, [0, 1]. */
  readonly loudness: number;
  /** Share of breath noise, [0, 1]. */
  readonly breath: number;
  /** Hz, corner of the voice source's low-pass: a pressed voice is bright, a tired one dull. */
  readonly brightness: number;
}

/** Directions after Scherer, "Vocal communication of emotion", Speech Communication 40 (2003), table 2; the amounts are ours. */
export const PROSODY: Readonly<Record<DrawnExpression, Prosody>> = {
  neutral: { pitch: 1, range: 1.4, slope: -2, rate: 4, loudness: 0.42, breath: 0.05, brightness: 2800 },
  happiness: { pitch: 1.34, range: 3.4, slope: 1, rate: 4.7, loudness: 0.68, breath: 0.05, brightness: 3800 },
  surprise: { pitch: 1.55, range: 3, slope: 6, rate: 3.9, loudness: 0.66, breath: 0.12, brightness: 3600 },
  sadness: { pitch: 0.88, range: 0.8, slope: -2.5, rate: 2.7, loudness: 0.22, breath: 0.2, brightness: 1500 },
  anger: { pitch: 1.28, range: 2.4, slope: -1, rate: 5.2, loudness: 0.95, breath: 0.02, brightness: 6500 },
};
