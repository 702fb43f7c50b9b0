import type { Sentence } from '../transcript.ts';
import { placeWords, type PlacedWord } from './place-words.ts';
import type { TokenEncoder } from './token-encoder.ts';

/** Sentences that an encoder reads as one text. */
export interface Passage {
  readonly text: string;
  /** Places are in `text`. */
  readonly words: readonly PlacedWord[];
}

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/**
 * Returns sentences as few texts that the encoder can take whole: what a clip says is one text, as in MERBench, but where that would be cut. Sentences
 * are joined by a space, and Chinese and Japanese ones by nothing.
 */
export function packSentences(sentences: readonly Sentence[], { count, longest }: Pick<TokenEncoder, 'count' | 'longest'>): Passage[] {
  const passages: Passage[] = [];
  for (const sentence of sentences) {
    const last = passages.at(-1);
    const joined = last && join(last, sentence);
    if (joined !== undefined && count(joined.text) <= longest) passages[passages.length - 1] = joined;
    else passages.push({ text: sentence.text, words: placeWords(sentence) });
  }
  return passages;
}

function join({ text, words }: Passage, sentence: Sentence): Passage {
  const start = `${text}${needsSpace(text, sentence.text) ? ' ' : ''}`;
  const moved = placeWords(sentence).map((word) => ({ ...word, from: start.length + word.from, to: start.length + word.to }));
  return { text: `${start}${sentence.text}`, words: [...words, ...moved] };
}

function needsSpace(before: string, after: string): boolean {
  return !(SPACELESS.test(Array.from(before).at(-1) ?? '') && SPACELESS.test(Array.from(after)[0] ?? ''));
}
