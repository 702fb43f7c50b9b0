/** A phrase said again and again. */
export interface Loop {
  readonly phrase: string;
  readonly times: number;
}

const LONGEST_PHRASE = 12; // words

/**
 * Returns the phrase that `text` repeats at least `least` times in a row, the one with most repetitions; `undefined` where there is none. Recognisers fall into
 * such loops where they understand nothing; people seldom say a thing five times. Words are parted by blanks, or are the letters of a text without blanks.
 */
export function findLoop(text: string, least = 5): Loop | undefined {
  const words = toWords(text);
  let best: Loop | undefined;
  for (let length = 1; length <= LONGEST_PHRASE; length++) {
    const run = longestRun(words, length);
    const times = 1 + Math.floor(run.matches / length);
    if (times >= least && times > (best?.times ?? 0)) best = { phrase: words.slice(run.start, run.start + length).join(words.separator), times };
  }
  return best;
}

function toWords(text: string): string[] & { separator: string } {
  const isParted = text.trim().includes(' ');
  const words = isParted ? text.toLowerCase().split(/\s+/) : Array.from(text);
  const bare = words.map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, '')).filter((word) => word !== '');
  return Object.assign(bare, { separator: isParted ? ' ' : '' });
}

/** The longest stretch in which each word is the one `length` places before. */
function longestRun(words: readonly string[], length: number): { start: number; matches: number } {
  let [best, start, matches] = [0, 0, 0];
  for (let i = length; i < words.length; i++) {
    matches = words[i] === words[i - length] ? matches + 1 : 0;
    if (matches > best) [best, start] = [matches, i - matches - length + 1];
  }
  return { start, matches: best };
}
