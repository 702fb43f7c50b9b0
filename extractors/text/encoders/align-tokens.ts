/** How a tokeniser writes pieces of text. */
export interface TokenScript {
  /** Returns text as the tokeniser sees it. */
  readonly normalise: (text: string) => string;
  /** `bytes`: a token is bytes, each written as one character (GPT-2). `characters`: it is characters. */
  readonly units: 'bytes' | 'characters';
  /** What stands for a space, in tokens and in the normalised text, where `units` are characters: `" ▁"`. */
  readonly spaces: string;
  /** Written before a token that goes on with a word: `"##"`. */
  readonly continuation: string | undefined;
  /** The token of a whole word that is not known, where it stands for words; others are written as they are. */
  readonly unknown: string | undefined;
  /** Tokens that are looked for in the text before anything else: `"[MASK]"`. */
  readonly literals: ReadonlySet<string>;
}

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
const BYTES = byteAlphabet();
const PUNCTUATION = /^[\p{P}!-/:-@[-`{-~]$/u;
/** How far ahead a token is looked for when the two texts differ. */
const REACH = 200;

/**
 * Returns where each token lies in the text, shape `[tokens, 2]`, its start and end in UTF-16 units: whole characters as people see them, with their
 * accents, without spaces around. A token of which nothing is in the text is empty, and lies where the next one may begin. Starts never decrease.
 *
 * The tokeniser says nothing of it, so tokens are followed through the normalised text.
 */
export function alignTokens(text: string, tokens: readonly string[], script: TokenScript): Uint32Array {
  const spaces = new Set(script.units === 'bytes' ? [BYTES[32]!] : script.spaces);
  const source = { text, spaces, units: toUnits(text, spaces, script) };
  const offsets = new Uint32Array(2 * tokens.length);
  let at = 0;
  tokens.forEach((token, i) => {
    const found = follow(source, token, { at, script });
    at = found.at;
    const start = found.start ?? nextStart(source, at);
    offsets.set([start, found.end ?? start], 2 * i);
  });
  return offsets;
}

/** A byte or character of the normalised text, with the cluster of the text that it comes from. */
interface Unit {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly isSpace: boolean;
}

interface Source {
  readonly text: string;
  readonly spaces: ReadonlySet<string>;
  readonly units: readonly Unit[];
}

interface Found {
  /** The first unit behind the token. */
  readonly at: number;
  readonly start?: number;
  readonly end?: number;
}

function toUnits(text: string, spaces: ReadonlySet<string>, { normalise, units }: TokenScript): Unit[] {
  return Array.from(clusters.segment(text), ({ segment, index }) => {
    const isBlank = /^\p{White_Space}+$/u.test(segment);
    const place = { start: index, end: index + segment.length };
    const normalised = normalise(segment);
    const values = units === 'bytes' ? Array.from(Buffer.from(normalised), (byte) => BYTES[byte]!) : Array.from(normalised);
    return values.map((value) => ({ value, ...place, isSpace: isBlank || spaces.has(value) }));
  }).flat();
}

function follow(source: Source, token: string, { at, script }: { at: number; script: TokenScript }): Found {
  const { units, text } = source;
  const start = nextStart(source, at);
  if (script.literals.has(token) && text.startsWith(token, start)) {
    const end = start + token.length;
    return { at: firstFrom(units, at, (unit) => unit.start >= end), start, end };
  }
  if (token === script.unknown) return spanOf(units, firstFrom(units, at, ({ isSpace }) => !isSpace), endOfWord(units, at));
  const continued = script.continuation !== undefined && token.startsWith(script.continuation) && token !== script.continuation;
  return match(source, Array.from(continued ? token.slice(script.continuation.length) : token), at);
}

/** Follows a token's values through the units; where they differ, goes on at the next place where the whole token is. */
function match({ units, spaces }: Source, values: readonly string[], from: number): Found {
  const letters = values.filter((value) => !spaces.has(value));
  if (letters.length === 0) return { at: from };
  for (let first = from; first < Math.min(units.length, from + REACH); first++) {
    if (units[first]!.value !== letters[0]) continue;
    const last = matchAt(units, letters, first);
    if (last !== undefined) return spanOf(units, first, last);
  }
  return { at: from };
}

/** The unit behind the letters when they follow each other from `first` on, but for spaces. */
function matchAt(units: readonly Unit[], letters: readonly string[], first: number): number | undefined {
  let at = first;
  for (const letter of letters) {
    while (units[at] !== undefined && units[at]!.value !== letter && units[at]!.isSpace) at++;
    if (units[at]?.value !== letter) return undefined;
    at++;
  }
  return at;
}

function endOfWord(units: readonly Unit[], from: number): number {
  const first = firstFrom(units, from, ({ isSpace }) => !isSpace);
  if (first === units.length || PUNCTUATION.test(units[first]!.value)) return Math.min(first + 1, units.length);
  return firstFrom(units, first, ({ value, isSpace }) => isSpace || PUNCTUATION.test(value));
}

function spanOf(units: readonly Unit[], first: number, end: number): Found {
  return first >= end ? { at: end } : { at: end, start: units[first]!.start, end: units[end - 1]!.end };
}

function firstFrom(units: readonly Unit[], from: number, isWanted: (unit: Unit) => boolean): number {
  let at = from;
  while (at < units.length && !isWanted(units[at]!)) at++;
  return at;
}

function nextStart({ units, text }: Source, at: number): number {
  return units[firstFrom(units, at, ({ isSpace }) => !isSpace)]?.start ?? text.length;
}

/** The 256 characters that stand for bytes: printable ones for themselves, the others from 256 on, in order (GPT-2). */
function byteAlphabet(): readonly string[] {
  let next = 256;
  const isPrintable = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173);
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : next++));
}
