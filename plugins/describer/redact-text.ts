import { detectEnglish } from '../../extractors/text/emotion/detect-english.ts';
import { FUNCTION_WORDS } from '../../extractors/text/emotion/function-words.ts';
import { splitWords, type Token } from '../../extractors/text/emotion/split-words.ts';
import type { TextReader } from '../../extractors/text/emotion/text-reader.ts';

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/giu;
/** Digits, and what stands between those of one number: 030/1234-567, 12.5.2024, +49 30 1234. */
const DIGITS = /[+(]?\p{N}(?:[\p{N}.,:/()\- ]*\p{N})?(?:\p{L}+)?/gu;
const SPELLED = 'zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple';
/** Three words of numbers in a row or more: a number that is read out. */
const READ_OUT = new RegExp(`\\b(?:${SPELLED})(?:[\\s,-]+(?:and\\s+)?(?:${SPELLED})){2,}\\b`, 'giu');
/** What somebody is called follows these. */
const CALLED = /\b(my name is|name's|i am called|i'm called|call me|mister|mr\.?|mrs\.?|ms\.?|miss|dr\.?|doctor|professor|prof\.?|aunt|uncle)(\s+)([\p{L}'’-]+)/giu;
/** Begins with a capital wherever it stands. */
const CAPITALS: ReadonlySet<string> = new Set(['i', 'im', 'ive', 'ill', 'id', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'christmas', 'god', 'ok', 'tv']);
const WITHHELD = '[in another language]';

/** Probability of an emotion from which a word by itself speaks of feeling: first names have 0.25 at most, "finally" has 0.37. */
const FEELING = 0.3;

/**
 * Returns what is said without names, numbers and addresses. A name is any word with a capital inside a sentence, and at its beginning one that is no function word and does not speak of feeling by itself.
 * Where capitals tell nothing, only function words and words of feeling are kept. A filter, no guarantee: who is called Joy stays at the beginning of a sentence. What is not English is left out, for names cannot be found in it.
 */
export function redactText(text: string, reader: TextReader): string {
  const language = detectEnglish(text, splitWords(text), reader);
  if (language === 'other' || language === 'unknown') return WITHHELD;
  const plain = text.replace(ADDRESS, '[address]').replace(READ_OUT, '[number]').replace(DIGITS, '[number]').replace(CALLED, (whole, before: string, space: string, word: string) => (FUNCTION_WORDS.en!.has(word) ? whole : `${before}${space}[name]`));
  return redactNames(plain, reader).replace(/(\[name\]|\[word\])(?:[\s-]+\1)+/g, '$1');
}

function redactNames(text: string, reader: TextReader): string {
  const tokens = splitWords(text).filter(({ kind, start }) => kind === 'word' && text[start] !== '[' && text[start - 1] !== '[');
  const capitals = tokens.filter(({ text: word, start, shouted }) => !shouted && word !== 'i' && /\p{Lu}/u.test(text[start]!));
  let result = '';
  let at = 0;
  for (const token of tokens) {
    const { start, end, text: word } = token;
    const mark = capitals.length === 0 ? (isPlain(token, reader) ? undefined : '[word]') : capitals.includes(token) && !isOrdinary(token, { text, reader }) ? '[name]' : undefined;
    if (mark === undefined || word.startsWith('<')) continue;
    result += `${text.slice(at, start)}${mark}`;
    at = end;
  }
  return result + text.slice(at);
}

/** Whether a word with a capital is no name. */
function isOrdinary(token: Token, { text, reader }: { readonly text: string; readonly reader: TextReader }): boolean {
  return CAPITALS.has(token.text) || FUNCTION_WORDS.en!.has(token.text) || (beginsSentence(text, token.start) && isPlain(token, reader));
}

function isPlain(token: Token, reader: TextReader): boolean {
  if (CAPITALS.has(token.text) || FUNCTION_WORDS.en!.has(token.text)) return true;
  const { probabilities } = reader.read([token]);
  return reader.knows(token.text) && reader.labels.some((label, index) => label !== 'neutral' && probabilities[index]! >= FEELING);
}

function beginsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?…:"“”«»¡¿—–-]|\n)\s*["“'‘([]*$/u.test(text.slice(Math.max(0, start - 12), start));
}
