import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import { shuffle } from '../../../../datasets/folds/shuffle.ts';
import type { PlanRequest } from '../fake-options.ts';
import { factsOf, type Mood } from '../moods.ts';
import { sentenceOf, type Sentence } from './sentences.ts';

/** One clip of a MER corpus, before it is known where its files go. */
export interface MerClip {
  readonly name: string;
  readonly mood: Mood;
  /** As the label files spell it. */
  readonly emotion: string;
  /** In [-5, 5], a multiple of a quarter: the mean of four annotators. */
  readonly valence: number;
  readonly intensity: number;
  readonly speaker: number;
  readonly seconds: number;
  readonly sentence: Sentence;
  /** Words of an open vocabulary. */
  readonly words: readonly string[];
}

const EMOTIONS = { neutral: 'neutral', anger: 'angry', happiness: 'happy', sadness: 'sad', worry: 'worried', surprise: 'surprise' } as const satisfies Partial<Record<Mood, string>>;
type MerMood = keyof typeof EMOTIONS;
const MOODS = Object.keys(EMOTIONS) as readonly MerMood[];
const WORDS: Readonly<Record<MerMood, readonly string[]>> = {
  neutral: ['calm', 'neutral', 'composed'],
  anger: ['angry', 'furious', 'irritated', 'blaming'],
  happiness: ['happy', 'joyful', 'excited', 'satisfied'],
  sadness: ['sad', 'sorrowful', 'helpless', 'disappointed'],
  worry: ['worried', 'anxious', 'nervous', 'concerned'],
  surprise: ['surprised', 'astonished', 'confused'],
};
const SECONDS = 2.4;

/**
 * Returns the clips of one part of a corpus. Every six of them show all six emotions; names are in no order.
 *
 * @param prefix of the names: `sample_`
 * @param part a number of its own for each part, so that names, people and chance differ
 */
export function drawMerClips(count: number, { prefix, part, request }: { readonly prefix: string; readonly part: number; readonly request: PlanRequest }): readonly MerClip[] {
  const random = seededRandom(request.seed * 97 + part * 13 + 5);
  const numbers = shuffle(Array.from({ length: 3 * count }, (_, index) => index + part * 20_000), request.seed * 31 + part);
  const rounds = Array.from({ length: Math.ceil(count / MOODS.length) }, (_, round) => shuffle(MOODS, request.seed * 7 + part * 101 + round)).flat();
  return Array.from({ length: count }, (_, index) => {
    const mood = rounds[index]!;
    const intensity = 0.6 + 0.4 * random();
    const felt = 5 * factsOf(mood).valence * intensity + (random() - 0.5);
    return {
      name: `${prefix}${String(numbers[index]!).padStart(8, '0')}`,
      mood,
      emotion: EMOTIONS[mood],
      valence: Math.max(-5, Math.min(5, Math.round(4 * felt) / 4)) + 0,
      intensity,
      speaker: request.seed * 1000 + part * 200 + Math.floor(index / 2),
      seconds: Math.round((request.seconds ?? SECONDS) * (0.85 + 0.3 * random()) * 25) / 25,
      sentence: sentenceOf(mood, index),
      words: WORDS[mood].filter((_, at) => at === 0 || random() < 0.5),
    };
  });
}

/** Returns how many of `clips` go into each part, at least one each as long as they last, in proportion to `shares`. */
export function divide(clips: number, shares: readonly number[]): readonly number[] {
  const counts = shares.map((share) => Math.max(1, Math.round(share * clips)));
  counts[0] = Math.max(1, clips - counts.slice(1).reduce((sum, count) => sum + count, 0));
  return counts;
}

/** Returns words as the label files list them, in the manner of Python: `['sad', 'helpless']`. */
export function toWordList(words: readonly string[]): string {
  return `[${words.map((word) => `'${word}'`).join(', ')}]`;
}
