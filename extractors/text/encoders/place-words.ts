import type { Sentence } from '../transcript.ts';

/** A word with its place in the text of its sentence, and when it is said. */
export interface PlacedWord {
  /** In UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** Seconds of the clip. */
  readonly start: number;
  readonly end: number;
  /** The transcript told when the sentence is said, not when the word is. */
  readonly isEstimated: boolean;
}

/** Characters of scripts that set no spaces between words: each is a word here. */
const SPACELESS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const WORD = new RegExp(`[${SPACELESS}]\\p{M}*[^\\p{L}\\p{N}\\s]*|(?:(?![${SPACELESS}])\\S)+`, 'gu');
const LETTER = /[\p{L}\p{N}]/gu;

/**
 * Returns the words of a sentence, in order. Where only the sentence has a time, it is shared out by the number of letters and digits, and marks go with
 * the word before them. A word of the transcript that is not in its sentence's text is left out.
 */
export function placeWords(sentence: Sentence): PlacedWord[] {
  const told = sentence.words === undefined ? [] : findWords(sentence.text, sentence.words);
  return told.length > 0 ? told : spreadWords(sentence);
}

function findWords(text: string, words: NonNullable<Sentence['words']>): PlacedWord[] {
  const lower = text.toLowerCase();
  const isSameLength = lower.length === text.length; // Else places would be others
  let at = 0;
  return words.flatMap((word) => {
    const wanted = word.text.trim();
    const exact = text.indexOf(wanted, at);
    const from = exact >= 0 || !isSameLength ? exact : lower.indexOf(wanted.toLowerCase(), at);
    if (from < 0 || wanted === '') return [];
    at = from + wanted.length;
    return [{ from, to: at, start: word.start, end: word.end, isEstimated: false }];
  });
}

function spreadWords({ text, start, end }: Sentence): PlacedWord[] {
  const words = withMarks(text);
  const total = words.reduce((sum, { letters }) => sum + letters, 0);
  let before = 0;
  return words.map(({ from, to, letters }) => {
    const [first, last] = [before / total, (before + letters) / total];
    before += letters;
    return { from, to, start: start + (end - start) * first, end: start + (end - start) * last, isEstimated: true };
  });
}

interface Word {
  readonly from: number;
  readonly to: number;
  /** At least 1, so that each has some time. */
  readonly letters: number;
}

/** Words with the marks around them: what has no letters joins the word before. */
function withMarks(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index: from } of text.matchAll(WORD)) {
    const letters = word.match(LETTER)?.length ?? 0;
    const to = from + word.length;
    const last = words.at(-1);
    if (letters === 0 && last !== undefined) words[words.length - 1] = { ...last, to };
    else words.push({ from, to, letters: Math.max(1, letters) });
  }
  return words;
}
