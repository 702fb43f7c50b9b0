import type { TimedWord } from '../../transcript.ts';

/** A token of a recogniser. */
export interface Token {
  /** Its text in bytes: one character of UTF-8 may be parted among several tokens. */
  readonly bytes: Uint8Array;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly probability: number;
}

/** Languages that are written without blanks, as Whisper's own program lists them. */
const UNPARTED = ['zh', 'ja', 'th', 'lo', 'my', 'yue'];

/**
 * Returns the words that tokens make up: a word begins at a token that begins with a blank; in languages written without blanks, at each token. Tokens that hold a part of a
 * character, and punctuation, belong to the word before. The probability of a word is the geometric mean of those of its tokens.
 */
export function groupTokens(tokens: readonly Token[], language?: string): TimedWord[] {
  const words: Token[][] = [];
  for (const token of joinCharacters(tokens)) {
    const text = toText([token]);
    const isNew = words.length === 0 || text.startsWith(' ') || (UNPARTED.includes(language ?? '') && /[\p{L}\p{N}]/u.test(text));
    if (isNew) words.push([token]);
    else words.at(-1)!.push(token);
  }
  return words.flatMap((parts) => toWord(parts));
}

/** Joins tokens until their bytes end with a whole character. */
function joinCharacters(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last === undefined || isWhole(last.bytes)) joined.push(token);
    else joined[joined.length - 1] = { ...last, bytes: Buffer.concat([last.bytes, token.bytes]), end: token.end, probability: Math.sqrt(last.probability * token.probability) };
  }
  return joined;
}

function isWhole(bytes: Uint8Array): boolean {
  let lead = bytes.length - 1;
  while (lead > 0 && (bytes[lead]! & 0xc0) === 0x80) lead--;
  const first = bytes[lead] ?? 0;
  const wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return bytes.length - lead >= wanted;
}

function toText(tokens: readonly Token[]): string {
  return Buffer.concat(tokens.map(({ bytes }) => bytes)).toString('utf8');
}

function toWord(parts: readonly Token[]): TimedWord[] {
  const text = toText(parts).replaceAll('\uFFFD', '').trim();
  if (text === '') return [];
  const start = Math.min(...parts.map((part) => part.start));
  const probability = Math.exp(parts.reduce((sum, part) => sum + Math.log(Math.max(part.probability, 1e-12)), 0) / parts.length);
  return [{ text, start, end: Math.max(start, ...parts.map((part) => part.end)), probability: Math.round(probability * 1e4) / 1e4 }];
}
