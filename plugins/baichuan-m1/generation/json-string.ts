import type { Grammar, Part } from './grammar.ts';

/** How long a text may be, in characters. */
export interface StringLimits {
  readonly least: number;
  readonly most: number;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const ESCAPES = new Set(Buffer.from('"\\/bfnrt'));
const HEX = /[0-9a-fA-F]/;

/** A text in JSON with its quotes, in valid UTF-8. */
export function jsonString(limits: StringLimits): Part {
  return (after) => ({ next: (byte) => (byte === QUOTE ? inside(0, limits, after) : undefined), done: false, rest: () => `"${inside(0, limits, after).rest()}` });
}

function inside(count: number, limits: StringLimits, after: Grammar): Grammar {
  const { least, most } = limits;
  return {
    next(byte) {
      if (byte === QUOTE) return count >= least ? after : undefined;
      if (count >= most || byte < 0x20) return undefined;
      if (byte === BACKSLASH) return escaped(count, limits, after);
      if (byte < 0x80) return inside(count + 1, limits, after);
      const following = followingBytes(byte);
      return following === undefined ? undefined : continued(following, count, limits, after);
    },
    done: false,
    rest: () => `${'?'.repeat(Math.max(0, least - count))}"${after.rest()}`,
  };
}

function escaped(count: number, limits: StringLimits, after: Grammar): Grammar {
  const rest = () => inside(count + 1, limits, after).rest();
  return { next: (byte) => (byte === 0x75 ? hexDigits(4, count, limits, after) : ESCAPES.has(byte) ? inside(count + 1, limits, after) : undefined), done: false, rest: () => `n${rest()}` };
}

 
function hexDigits(left: number, count: number, limits: StringLimits, after: Grammar): Grammar {
  if (left === 0) return inside(count + 1, limits, after);
  return { next: (byte) => (HEX.test(String.fromCharCode(byte)) ? hexDigits(left - 1, count, limits, after) : undefined), done: false, rest: () => '0'.repeat(left) + inside(count + 1, limits, after).rest() };
}

 
function continued(left: number, count: number, limits: StringLimits, after: Grammar): Grammar {
  if (left === 0) return inside(count + 1, limits, after);
  return { next: (byte) => ((byte & 0xc0) === 0x80 ? continued(left - 1, count, limits, after) : undefined), done: false, rest: () => inside(count + 1, limits, after).rest() };
}

/** How many bytes follow the first byte of a character; nothing for a byte that begins none. */
function followingBytes(byte: number): number | undefined {
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : undefined;
}
