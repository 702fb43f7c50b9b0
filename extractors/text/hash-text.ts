/** Length of the vectors of `hashText`. */
export const TEXT_DIMENSIONS = 256;

/**
 * Returns what a text consists of as one vector of unit length, shape `[TEXT_DIMENSIONS]`: words and runs of two and three letters, each added or taken
 * off at a place that its hash tells (feature hashing; Weinberger et al., 2009). Any language, nothing learned: a baseline that knows no meanings.
 * Nothing where the text has no letter, digit or mark of feeling.
 */
export function hashText(text: string): Float32Array | undefined {
  const sums = new Float32Array(TEXT_DIMENSIONS);
  for (const term of toTerms(text)) {
    const hash = fnv(term);
    sums[hash % TEXT_DIMENSIONS]! += (hash >>> 16) & 1 ? 1 : -1;
  }
  const length = Math.hypot(...sums);
  return length === 0 ? undefined : sums.map((sum) => sum / length);
}

/** Returns the words of a text in lower case; where a script sets no spaces, each character is one. */
export function toWords(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*|[!?！？]+|\p{Extended_Pictographic}/gu) ?? [];
}

function toTerms(text: string): string[] {
  const words = toWords(text);
  const runs = words.flatMap((word) => (word.length < 4 ? [] : [2, 3].flatMap((length) => Array.from({ length: word.length - length + 1 }, (_, start) => word.slice(start, start + length)))));
  const pairs = words.slice(1).map((word, index) => `${words[index]!} ${word}`);
  return [...words, ...pairs, ...runs];
}

/** FNV-1a of the UTF-16 units, 32 bits, its lower bits mixed once more. */
function fnv(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return (state ^ (state >>> 15)) >>> 0;
}
