import { seededRandom } from '../drawn/seeded-random.ts';

/** What a recipe draws from. The same seed and clip give the same numbers, whatever the order of the clips. */
export interface ClipRandom {
  /** Returns a number in [0, 1). */
  readonly uniform: () => number;
  /** Returns a whole number from `low` to `high`, both possible. */
  readonly whole: (low: number, high: number) => number;
  /** Returns one of `choices`, each as likely. */
  readonly one: <T>(choices: readonly T[]) => T;
}

/** Returns the generator of one clip. @param purpose what is drawn: other purposes draw other numbers */
export function clipRandom(seed: number, clip: string, purpose: string): ClipRandom {
  const uniform = seededRandom(hash(`${seed}\u0000${purpose}\u0000${clip}`));
  const whole = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return { uniform, whole, one: (choices) => choices[whole(0, choices.length - 1)]! };
}

/** FNV-1a over UTF-16 units, then the finaliser of MurmurHash3. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
