import { CONSONANTS, VOWELS } from './phonemes.ts';
import type { Syllable } from './speech-plan.ts';

/** What speech asks of the mouth at one moment, each in [0, 1]. */
export interface SpeechMouth {
  readonly open: number;
  readonly round: number;
  /** Lips brought together, as for m and b. */
  readonly closed: number;
}

/** Half width in seconds of the window that joins neighbouring sounds. */
const REACH = 0.1;

/** Returns the mouth for `time` (seconds): a smooth mixture of the sounds around it; at rest between phrases. */
export function mouthAt(syllables: readonly Syllable[], time: number): SpeechMouth {
  const near = syllables.filter((syllable) => syllable.start < time + REACH && syllable.end > time - REACH);
  const sum = { open: 0, round: 0, closed: 0 };
  for (const syllable of near) {
    const consonant = CONSONANTS[syllable.consonant];
    const vowel = VOWELS[syllable.vowel];
    const turn = syllable.start + consonant.duration;
    const consonantShare = share(time, syllable.start, turn);
    const vowelShare = share(time, turn, syllable.end);
    sum.open += vowelShare * vowel.open * (0.55 + 0.6 * syllable.loudness);
    sum.round += vowelShare * vowel.round;
    sum.closed += consonantShare * consonant.lipsClosed;
  }
  return { open: Math.min(1, sum.open), round: Math.min(1, sum.round), closed: Math.min(1, sum.closed) };
}

/** Integral over [start, end] of a raised cosine of unit area around `time`. */
function share(time: number, start: number, end: number): number {
  return rise((end - time) / REACH) - rise((start - time) / REACH);
}

function rise(x: number): number {
  const at = Math.min(1, Math.max(-1, x));
  return 0.5 * (1 + at + Math.sin(Math.PI * at) / Math.PI);
}
