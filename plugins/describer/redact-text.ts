import { detectEnglish } from '../../extractors/text/emotion/detect-english.ts';
import { FUNCTION_WORDS } from '../../extractors/text/emotion/function-words.ts';
import { splitWords } from '../../extractors/text/emotion/split-words.ts';
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

/**
 * Returns what is said without names, numbers and addresses. A name is a word with a capital that the text model has not met, or that stands inside a sentence; where nothing
 * has a capital, any word that it has not met. A filter, no guarantee: a name that is also a word stays at the beginning of a sentence. What is not English is left out, for names cannot be found in it.
 */
export function redactText(text: string, reader: Pick<TextReader, 'knows'>): string {
  const language = detectEnglish(text, splitWords(text), reader);
  if (language === 'other' || language === 'unknown') return WITHHELD;
  const plain = text.replace(ADDRESS, '[address]').replace(READ_OUT, '[number]').replace(DIGITS, '[number]').replace(CALLED, (whole, before: string, space: string, word: string) => (FUNCTION_WORDS.en!.has(word) ? whole : `${before}${space}[name]`));
  return redactNames(plain, reader).replace(/\[name\](?:[\s-]+\[name\])+/g, '[name]');
}

function redactNames(text: string, reader: Pick<TextReader, 'knows'>): string {
  const tokens = splitWords(text).filter(({ kind, start }) => kind === 'word' && text[start] !== '[');
  const cased = tokens.some(({ start, text: word }) => word !== 'i' && /\p{Lu}/u.test(text[start]!));
  const shouted = tokens.every(({ shouted: loud, text: word }) => loud || word.length < 2);
  let result = '';
  let at = 0;
  for (const { start, end, text: word } of tokens) {
    const common = CAPITALS.has(word) || FUNCTION_WORDS.en!.has(word);
    const met = common || reader.knows(word);
    const capital = cased && !shouted ? /\p{Lu}/u.test(text[start]!) : undefined;
    const isName = capital === undefined ? !met : capital && (!met || (!common && !beginsSentence(text, start)));
    if (!isName) continue;
    result += `${text.slice(at, start)}[name]`;
    at = end;
  }
  return result + text.slice(at);
}

function beginsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?…:"“”«»¡¿—–-]|\n)\s*["“'‘([]*$/u.test(text.slice(Math.max(0, start - 12), start));
}
