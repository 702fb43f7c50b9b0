import { splitWords, type Token } from './split-words.ts';
import type { TextReader } from './text-reader.ts';

/** How much a word speaks for a class. */
export interface WordWeight extends Pick<Token, 'start' | 'end'> {
  /** As it is written in the sentence. */
  readonly word: string;
  /** Probability of the class with the word less that without it, in (-1, 1). */
  readonly weight: number;
}

/**
 * Returns what each word, mark and picture of a sentence does for a class: the sentence is read again without it (occlusion). In the order of the sentence.
 *
 * @param label one of the reader's labels; the most probable one when absent
 * @throws RangeError when the reader has no such label
 */
export function weighWords(reader: TextReader, text: string, label?: string): WordWeight[] {
  const tokens = splitWords(text);
  const { probabilities } = reader.read(tokens);
  const index = label === undefined ? probabilities.indexOf(Math.max(...probabilities)) : reader.labels.indexOf(label);
  if (index < 0) throw new RangeError(`label "${label!}": ${reader.id} does not know it. Give one of ${reader.labels.join(', ')}.`);
  return tokens.map((token, i) => ({ word: text.slice(token.start, token.end), start: token.start, end: token.end, weight: probabilities[index]! - reader.read(tokens.toSpliced(i, 1)).probabilities[index]! }));
}
