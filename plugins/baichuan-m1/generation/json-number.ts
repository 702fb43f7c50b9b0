import type { Grammar, Part } from './grammar.ts';

/** A double holds this many digits. */
const MOST_DIGITS = 15;
const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];

/** A number in JSON, without exponent. */
export function jsonNumber(kind: 'integer' | 'number'): Part {
  return (after) => ({ next: (byte) => (byte === MINUS ? { ...first(kind, after) } : first(kind, after).next(byte)), done: false, rest: () => first(kind, after).rest() });
}

function first(kind: 'integer' | 'number', after: Grammar): Grammar {
  return { next: (byte) => (byte === ZERO ? whole(MOST_DIGITS, kind, after) : isDigit(byte) ? whole(1, kind, after) : undefined), done: false, rest: () => `0${after.rest()}` };
}

/** Behind `count` digits before the point. */
function whole(count: number, kind: 'integer' | 'number', after: Grammar): Grammar {
  const own = (byte: number) => (isDigit(byte) && count < MOST_DIGITS ? whole(count + 1, kind, after) : byte === POINT && kind === 'number' ? fraction(0, after) : undefined);
  return { next: (byte) => own(byte) ?? after.next(byte), done: after.done, rest: () => after.rest() };
}

/** Behind the point and `count` digits. */
function fraction(count: number, after: Grammar): Grammar {
  const own = (byte: number) => (isDigit(byte) && count < MOST_DIGITS ? fraction(count + 1, after) : undefined);
  if (count === 0) return { next: own, done: false, rest: () => `0${after.rest()}` };
  return { next: (byte) => own(byte) ?? after.next(byte), done: after.done, rest: () => after.rest() };
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
