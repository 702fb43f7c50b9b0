import { poolRows } from '../../encoders/pool-rows.ts';
import type { Transcript } from '../transcript.ts';
import type { EncodedText } from './encoded-text.ts';
import { packSentences, type Passage } from './pack-sentences.ts';
import type { PlacedWord } from './place-words.ts';
import type { TextProvenance } from './text-provenance.ts';
import type { TokenEncoder } from './token-encoder.ts';

/** What an encoder makes of a transcript. The arrays belong to whoever asked for them. */
export interface EncodedTranscript {
  /** Shape `[T]`: all tokens in order, `T ≥ 1`. */
  readonly tokens: readonly string[];
  /** Shape `[T, dimensions]`: a row for each token. */
  readonly values: Float32Array;
  readonly dimensions: number;
  /** In the order of the transcript. */
  readonly words: readonly EncodedWord[];
  readonly provenance: TextProvenance;
  /** What a reader must know, a sentence each: that the end of a text was left out, say. */
  readonly notes: readonly string[];
  /** What a reader of the times must know as well. */
  readonly timeNotes: readonly string[];
}

/** A word with the mean of its tokens. */
export interface EncodedWord extends Pick<PlacedWord, 'start' | 'end' | 'isEstimated'> {
  /** Shape `[dimensions]`. */
  readonly values: Float32Array;
}

/**
 * Resolves with the rows of what is said in a clip; nothing where nothing is. Sentences are read together as long as the net can take them, so that words
 * are understood by those before them. A token goes with the word that it is in, or behind.
 *
 * @throws as `TokenEncoder.encode`
 */
export async function encodeTranscript(encoder: TokenEncoder, { sentences }: Pick<Transcript, 'sentences'>, signal?: AbortSignal): Promise<EncodedTranscript | undefined> {
  const passages = packSentences(sentences, encoder);
  const encoded = await encoder.encode(passages.map(({ text }) => text), signal);
  const parts = encoded.flatMap((text, i) => (text === undefined ? [] : [{ text, passage: passages[i]! }]));
  if (parts.length === 0) return undefined;
  const { dimensions, provenance } = encoder;
  const tokens = parts.flatMap(({ text }) => text.tokens);
  const values = new Float32Array(tokens.length * dimensions);
  let at = 0;
  for (const { text } of parts) {
    values.set(text.values, at);
    at += text.values.length;
  }
  const words = parts.flatMap(({ text, passage }) => toWords(text, passage));
  return { tokens, values, dimensions, words, provenance, notes: parts.flatMap(({ text }) => text.notes), timeNotes: noteEstimates(words) };
}

/** Words of a passage that have tokens; those at its cut end have none. */
function toWords({ offsets, values, dimensions, tokens }: EncodedText, { words }: Passage): EncodedWord[] {
  const rows: number[][] = words.map(() => []);
  tokens.forEach((_, token) => rows[wordAt(words, offsets[2 * token]!)]?.push(token));
  return words.flatMap(({ start, end, isEstimated }, i) => {
    if (rows[i]!.length === 0) return [];
    const own = new Float32Array(rows[i]!.length * dimensions);
    rows[i]!.forEach((token, row) => own.set(values.subarray(token * dimensions, (token + 1) * dimensions), row * dimensions));
    return [{ start, end, isEstimated, values: poolRows({ values: own, dimensions }) }];
  });
}

/** The last word that begins at or before a place, or the first one. */
function wordAt(words: readonly PlacedWord[], place: number): number {
  return Math.max(0, words.findLastIndex(({ from }) => from <= place));
}

function noteEstimates(words: readonly EncodedWord[]): string[] {
  const estimated = words.filter(({ isEstimated }) => isEstimated).length;
  return estimated === 0 ? [] : [`When ${estimated} of ${words.length} words are said is estimated from the times of their sentences.`];
}
