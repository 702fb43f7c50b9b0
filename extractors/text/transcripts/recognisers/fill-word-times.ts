import type { TimedWord } from '../../transcript.ts';

/**
 * Gives words without times (`NaN`; WhisperX cannot align figures) what is between their neighbours, or the ends of their sentence.
 * Without any time there are no timed words: nothing comes back.
 */
export function fillWordTimes(words: readonly TimedWord[], sentence: { readonly start: number; readonly end: number }): TimedWord[] {
  if (!words.some(({ start }) => Number.isFinite(start))) return [];
  const nextStarts = words.map(() => sentence.end);
  for (let index = words.length - 2; index >= 0; index--) nextStarts[index] = Number.isFinite(words[index + 1]!.start) ? words[index + 1]!.start : nextStarts[index + 1]!;
  const filled: TimedWord[] = [];
  for (const [index, word] of words.entries()) {
    const start = Number.isFinite(word.start) ? word.start : (filled.at(-1)?.end ?? sentence.start);
    filled.push({ ...word, start, end: Number.isFinite(word.end) ? word.end : Math.max(start, nextStarts[index]!) });
  }
  return filled;
}
