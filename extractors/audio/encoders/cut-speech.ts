import type { SpeechRecipe } from './speech-encoder-card.ts';

/** One piece of a clip as the net gets it. Lengths are in samples. */
export interface SpeechChunk {
  /** Where it starts in the clip. */
  readonly start: number;
  /** How much of it is sound. */
  readonly length: number;
  /** How long it is with the zeros after the sound. */
  readonly size: number;
  /** Rows that the net gives. */
  readonly rows: number;
  /** How many of them, from the first, look at sound only. */
  readonly kept: number;
}

/** Hz. */
export const SPEECH_RATE = 16_000;

/** Returns the pieces that a clip of `length` samples is cut into, in order; none that is too short for a row. */
export function cutSpeech(length: number, { chunk: { seconds, padding }, rows }: Pick<SpeechRecipe, 'chunk' | 'rows'>): SpeechChunk[] {
  const longest = seconds * SPEECH_RATE;
  const isFilled = padding === 'always' || (padding === 'longer-clips' && length > longest);
  const pieces = Array.from({ length: Math.ceil(length / longest) }, (_, index) => {
    const start = index * longest;
    const sound = Math.min(longest, length - start);
    const size = isFilled ? longest : sound;
    return { start, length: sound, size, rows: countRows(size, rows), kept: countRows(sound, rows) };
  });
  return pieces.filter(({ kept }) => kept > 0);
}

function countRows(samples: number, { hop, field }: SpeechRecipe['rows']): number {
  return samples < field ? 0 : Math.floor((samples - field) / hop) + 1;
}
