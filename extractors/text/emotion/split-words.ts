import { toPlainMark, toPlainWord } from './plain-forms.ts';

/** A word, a mark or a picture of a sentence, as it is read. */
export interface Token {
  /** In lower case, without apostrophes, no letter more than twice in a row: `"dont"`, `"soo"`, `"!"`, `"😭"`, `":)"`, `"<name>"`. */
  readonly text: string;
  readonly kind: 'word' | 'mark' | 'picture';
  /** Where it stands in the given text, in UTF-16 units; `end` is the first one after it. */
  readonly start: number;
  readonly end: number;
  /** Two capital letters or more, and no small one. */
  readonly shouted: boolean;
  /** A letter three times in a row or more. */
  readonly drawn: boolean;
}

const LINK = /(?:https?:\/\/|www\.)\S+/uy;
const PLACEHOLDER = /\[([A-Z]{3,})\]/uy;
const EMOTICON = /(?:>?[:;=8xX]['’]?[-o]?(?:[)\](\[dDpP/\\|@*}{]+|[3cCoO0](?![\p{L}\p{N}]))|[dD]:|<3+|\^_*\^|[oO]_+[oO]|[oO]\.[oO]|-[_.]+-|;[_-];|[tT]_+[tT]|\\o\/|\([:;]|\):)(?![\p{L}\p{N}])/uy;
const WORD = /\p{Script=Han}|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*/uy;
const EMOJI = /(\p{Extended_Pictographic})[\u{FE0F}\u{1F3FB}-\u{1F3FF}]*(?:\u200D\p{Extended_Pictographic}\uFE0F?[\u{1F3FB}-\u{1F3FF}]?)*/uy;
const MARK = /[!?…]+|\.{2,}|[.,;:]/uy;

/** What may follow the letter that an emoticon begins with (`xD`, `8)`, `D:`, `o_o`, `T_T`); such words are rare enough for a regular expression. */
const AFTER_LETTER = "_.:)([]'’-=/\\|dDpP";

/** Returns the words, marks and pictures of a sentence in order. Anything else (quotes, brackets) is left out. */
export function splitWords(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const token = unit === 0x20 ? undefined : tokenAt(text, at, tokens.at(-1));
    if (token !== undefined) tokens.push(token);
    at = token?.end ?? at + 1;
  }
  return tokens;
}

function tokenAt(text: string, at: number, before: Token | undefined): Token | undefined {
  const unit = text.charCodeAt(at);
  const afterWord = before?.kind === 'word' && before.end === at;
  if (isAsciiWord(unit)) return special(text, at, { unit, afterWord }) ?? asciiWord(text, at);
  if (unit < 0x80) return mayBeEmoticon(unit) && !afterWord ? (pictureAt(text, at) ?? otherAt(text, at, unit)) : otherAt(text, at, unit);
  return unicodeAt(text, at);
}

/** A link, or an emoticon that begins with a letter or a digit. */
function special(text: string, at: number, { unit, afterWord }: { readonly unit: number; readonly afterWord: boolean }): Token | undefined {
  if (unit === 0x68 || unit === 0x77) {
    const end = matchEnd(LINK, text, at);
    if (end > at) return mark('<link>', at, end);
  }
  const next = text[at + 1];
  if (afterWord || next === undefined || !'xX8dDoOtT'.includes(text[at]!) || !AFTER_LETTER.includes(next)) return undefined;
  return pictureAt(text, at);
}

function mayBeEmoticon(unit: number): boolean {
  return unit === 0x3a || unit === 0x3b || unit === 0x3d || unit === 0x3c || unit === 0x3e || unit === 0x28 || unit === 0x29 || unit === 0x2d || unit === 0x5c || unit === 0x5e;
}

function pictureAt(text: string, at: number): Token | undefined {
  const end = matchEnd(EMOTICON, text, at);
  return end > at ? { text: text.slice(at, end).toLowerCase().replace('’', "'"), kind: 'picture', start: at, end, shouted: false, drawn: false } : undefined;
}

/** Words of ASCII, which nearly all are in English, are found and described in one pass. */
function asciiWord(text: string, at: number): Token {
  let [end, capitals, small, run, longest, plain] = [at, 0, 0, 0, 0, true];
  let last = 0;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit >= 0x80 || unit === 0x27) {
      plain = false;
      break;
    }
    if (!isAsciiWord(unit)) break;
    if (unit >= 0x61) small++;
    else if (unit >= 0x41) capitals++;
    run = unit > 0x39 && (unit | 0x20) === last ? run + 1 : 1;
    last = unit | 0x20;
    if (run > longest) longest = run;
  }
  if (!plain || longest > 2) return anyWord(text, at);
  return { text: text.slice(at, end).toLowerCase(), kind: 'word', start: at, end, shouted: capitals > 1 && small === 0, drawn: false };
}

function anyWord(text: string, at: number): Token {
  const end = matchEnd(WORD, text, at);
  const word = text.slice(at, end);
  return { text: toPlainWord(word), kind: 'word', start: at, end, shouted: /^\P{Ll}*\p{Lu}\P{Ll}*\p{Lu}\P{Ll}*$/u.test(word), drawn: /(\p{L})\1\1/iu.test(word) };
}

function otherAt(text: string, at: number, unit: number): Token | undefined {
  if (unit === 0x5b) {
    const end = matchEnd(PLACEHOLDER, text, at);
    return end > at ? { ...mark(`<${text.slice(at + 1, end - 1).toLowerCase()}>`, at, end), kind: 'word' } : undefined;
  }
  const end = matchEnd(MARK, text, at);
  return end > at ? mark(toPlainMark(text.slice(at, end)), at, end) : undefined;
}

function unicodeAt(text: string, at: number): Token | undefined {
  if (matchEnd(WORD, text, at) > at) return anyWord(text, at);
  EMOJI.lastIndex = at;
  const [whole, emoji] = EMOJI.exec(text) ?? [];
  if (whole !== undefined) return { text: emoji!, kind: 'picture', start: at, end: at + whole.length, shouted: false, drawn: false };
  const end = matchEnd(MARK, text, at);
  return end > at ? mark(toPlainMark(text.slice(at, end)), at, end) : undefined;
}

function mark(text: string, start: number, end: number): Token {
  return { text, kind: 'mark', start, end, shouted: false, drawn: false };
}

/** Where the match at `at` ends; `at` itself where there is none. The pattern is sticky. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** ASCII letters and digits. */
function isAsciiWord(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}
