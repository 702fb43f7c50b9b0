import type { DrawnExpression } from '../pose-of.ts';
import type { ScriptSegment } from '../script.ts';
import { seededRandom } from '../seeded-random.ts';
import { CONSONANTS, VOWELS, type ConsonantName, type VowelName } from './phonemes.ts';
import { PROSODY } from './prosody.ts';

/** One consonant and one vowel. */
export interface Syllable {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly consonant: ConsonantName;
  readonly vowel: VowelName;
  /** Hz. */
  readonly pitch: number;
  /** Amplitude, [0, 1]. */
  readonly loudness: number;
  /** How it is spoken. */
  readonly expression: DrawnExpression;
}

/** Pause in seconds before and after the speech of every segment. */
const PAUSE = 0.3;

const CONSONANT_NAMES = Object.keys(CONSONANTS) as readonly ConsonantName[];
const VOWEL_NAMES = Object.keys(VOWELS) as readonly VowelName[];

/**
 * Returns what a speaker says in an invented language: one phrase for each segment of a script, in time order, with the pitch, pace and loudness of its
 * expression. The same seed gives the same words. A segment shorter than two pauses and a syllable is silent.
 *
 * @param seed also sets the speaker's own pitch, 105 to 215 Hz
 */
export function planSpeech(script: readonly ScriptSegment[], seed: number): readonly Syllable[] {
  const random = seededRandom(seed * 31 + 5);
  const ownPitch = speakerPitch(seed);
  return script.flatMap((segment) => phrase(segment, ownPitch, random));
}

/** Returns the mean pitch in Hz of speaker number `seed` when calm. */
function speakerPitch(seed: number): number {
  return 105 + 110 * seededRandom(seed * 13 + 3)();
}

function phrase({ start, end, expression }: ScriptSegment, ownPitch: number, random: () => number): Syllable[] {
  const { rate, pitch, range, slope, loudness } = PROSODY[expression];
  const count = Math.floor((end - start - 2 * PAUSE) * rate);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const along = count > 1 ? index / (count - 1) - 0.5 : 0;
    const semitones = slope * along + range * 3.46 * (random() - 0.5);
    const stress = index % 2 === 0 ? 1 : 0.78;
    return {
      start: start + PAUSE + index / rate,
      end: start + PAUSE + (index + 0.94) / rate,
      consonant: pick(CONSONANT_NAMES),
      vowel: pick(VOWEL_NAMES),
      pitch: ownPitch * pitch * 2 ** (semitones / 12),
      loudness: loudness * stress,
      expression,
    };
  });
}
