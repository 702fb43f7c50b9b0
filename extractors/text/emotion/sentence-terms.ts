import { NEGATION_REACH, NEGATORS, TURNS } from './negators.ts';
import { pictographFamily } from './pictographs.ts';
import type { Token } from './split-words.ts';

/** Kinds of terms; the number is mixed into the hash, so that equal texts of two kinds have two places. */
const KIND = { word: 1, pair: 2, gap: 3, run: 4, negatedWord: 5, shouted: 6, family: 7, style: 8, edge: 9, negatedRun: 10 } as const;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const WORD_END = 0x5f;

/** Takes the hash of a term, 32 bits. */
type Add = (hash: number) => void;

/**
 * Returns a function that says what a sentence consists of, as places in a table of `2 ** bits` rows: words, neighbours, words with one between, runs of three to five letters, words
 * in capitals, families of emoji, the way of writing, first and last words. Each place comes once, in order of appearance; two terms may share one (feature hashing; Weinberger et al.,
 * 2009). The array it returns is its own and holds until the next call.
 */
export function openTerms(bits: number): (tokens: readonly Token[]) => Uint32Array {
  const shift = 32 - bits;
  const seen = new Uint32Array(2 ** bits);
  let places = new Uint32Array(512);
  let [round, count] = [0, 0];
  const add = (hash: number) => {
    const place = hash >>> shift;
    if (seen[place] === round) return;
    seen[place] = round;
    if (count === places.length) places = grow(places);
    places[count++] = place;
  };
  return (tokens) => {
    round = (round + 1) >>> 0;
    if (round === 0) seen.fill(0); // After four thousand million sentences old marks would count again
    round ||= 1;
    count = 0;
    eachTerm(tokens, add);
    return places.subarray(0, count);
  };
}

/** The place of a single word in a set of `2 ** bits` words. */
export function wordPlace(word: string, bits: number): number {
  return mix(fnv(word), KIND.word) >>> (32 - bits);
}

function eachTerm(tokens: readonly Token[], add: Add): void {
  let reach = 0;
  let [first, second, before, last] = [0, 0, 0, 0];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const hash = fnv(token.text);
    const isWord = token.kind === 'word';
    if (token.kind === 'mark' || TURNS.has(token.text)) reach = 0;
    addToken(token, { hash, negated: reach > 0 && isWord }, add);
    if (i > 0) add(mix(join(last, hash), KIND.pair));
    if (i > 1) add(mix(join(before, hash), KIND.gap));
    if (i === 0) first = hash;
    if (i === 1) second = hash;
    [before, last] = [last, hash];
    if (isWord) reach = NEGATORS.has(token.text) ? NEGATION_REACH : reach - 1;
  }
  addStyle(tokens, add);
  addEdges(tokens.length, { first, second, last }, add);
}

/** A negated word has terms of its own in place of the plain ones: what "happy" says is not said by "not happy". */
function addToken(token: Token, { hash, negated }: { readonly hash: number; readonly negated: boolean }, add: Add): void {
  add(mix(hash, negated ? KIND.negatedWord : KIND.word));
  if (token.kind === 'picture') addFamily(token, add);
  if (token.kind !== 'word') return;
  addRuns(token.text, negated ? KIND.negatedRun : KIND.run, add);
  if (token.shouted) add(mix(hash, KIND.shouted));
}

function addFamily({ text }: Token, add: Add): void {
  const family = pictographFamily(text);
  if (family !== undefined) add(mix(fnv(family), KIND.family));
}

/** Runs of letters, with the ends of the word as letters of their own. */
function addRuns(word: string, kind: number, add: Add): void {
  const length = word.length + 2;
  for (let start = 0; start + SHORTEST_RUN <= length; start++) {
    let hash = FNV_START;
    const most = Math.min(LONGEST_RUN, length - start);
    for (let n = 1; n <= most; n++) {
      const at = start + n - 2;
      hash = step(hash, at < 0 || at === word.length ? WORD_END : word.charCodeAt(at));
      if (n >= SHORTEST_RUN) add(mix(hash + n, kind));
    }
  }
}

function addStyle(tokens: readonly Token[], add: Add): void {
  let [words, shouted, drawn] = [0, 0, 0];
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    words++;
    if (token.shouted && token.text.length > 1) shouted++;
    if (token.drawn) drawn++;
  }
  if (drawn > 0) add(mix(1, KIND.style));
  add(mix(10 + shoutedLevel(shouted, words), KIND.style));
  add(mix(20 + Math.min(7, Math.floor(1.5 * Math.log2(1 + words))), KIND.style));
}

function shoutedLevel(shouted: number, words: number): number {
  if (shouted === 0) return 0;
  if (shouted === words) return 3;
  return shouted > 2 ? 2 : 1;
}

function addEdges(count: number, { first, second, last }: { readonly first: number; readonly second: number; readonly last: number }, add: Add): void {
  if (count === 0) return;
  add(mix(Math.imul(first, 41), KIND.edge));
  add(mix(Math.imul(last, 43), KIND.edge));
  if (count > 1) add(mix(join(Math.imul(first, 47), second), KIND.edge));
}

function grow(places: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * places.length);
  larger.set(places);
  return larger;
}

function join(a: number, b: number): number {
  return Math.imul(a, 31) ^ b;
}

/** FNV-1a of the UTF-16 units, 32 bits. */
function fnv(text: string): number {
  let hash = FNV_START;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return hash;
}

function step(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

/** The finaliser of MurmurHash3 over a hash and the kind of its term: every bit depends on every bit. */
function mix(hash: number, kind: number): number {
  let mixed = hash ^ Math.imul(kind, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
