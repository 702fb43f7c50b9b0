import { FUNCTION_WORDS } from './function-words.ts';
import type { Token } from './split-words.ts';
import type { TextReader } from './text-reader.ts';

/**
 * What a sentence is written in, as far as a look at its words tells: English or too like it to say otherwise; another language or script; too few words
 * that are known; no words at all.
 */
export type TextLanguage = 'en' | 'other' | 'unknown' | 'none';

/** One strange word may be a name or a slip; three are more than chance. */
const LEAST_STRANGE = 3;

interface WordCounts {
  /** Function words of English. */
  readonly own: number;
  /** The most function words of one other language. */
  readonly foreign: number;
  /** Words beside those that the reader knows. */
  readonly known: number;
  /** Words that nothing is known of and that are no names by their capital. */
  readonly strange: number;
}

/**
 * Returns whether a sentence is English: by its script, by the function words of English and eleven other languages, and by the words that the reader knows. Cheap and
 * rough: one or two words may pass for English wrongly, and a language that is not in `FUNCTION_WORDS` is found by its strange words only.
 *
 * @param text what `tokens` were split from
 */
export function detectEnglish(text: string, tokens: readonly Token[], reader: Pick<TextReader, 'knows'>): TextLanguage {
  const words = tokens.filter(({ kind, text: word }) => kind === 'word' && !word.startsWith('<') && /\p{L}/u.test(word));
  if (words.length === 0) return 'none';
  if (words.filter(({ text: word }) => /^\P{Script=Latin}+$/u.test(word)).length * 2 > words.length) return 'other';
  const { own, foreign, known, strange } = countWords(text, words, reader);
  if (foreign > 0 && foreign + strange > Math.max(1, own + known)) return 'other';
  if (own === 0 && strange >= LEAST_STRANGE && strange > known) return 'other';
  return own + known === 0 ? 'unknown' : 'en';
}

function countWords(text: string, words: readonly Token[], reader: Pick<TextReader, 'knows'>): WordCounts {
  const has = (language: string) => words.filter(({ text: word }) => FUNCTION_WORDS[language]!.has(word)).length;
  const beside = words.filter(({ text: word }) => !FUNCTIONAL.has(word));
  const known = beside.filter(({ text: word }) => reader.knows(word)).length;
  const strange = beside.filter(({ text: word, start }) => !reader.knows(word) && !/\p{Lu}/u.test(text[start]!)).length;
  return { own: has('en'), foreign: Math.max(...FOREIGN.map(has)), known, strange };
}

const FOREIGN = Object.keys(FUNCTION_WORDS).filter((language) => language !== 'en');
const FUNCTIONAL: ReadonlySet<string> = new Set(Object.values(FUNCTION_WORDS).flatMap((set) => [...set]));
