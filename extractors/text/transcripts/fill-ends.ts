import { toWords } from '../hash-text.ts';
import type { Cue } from './cue.ts';
import { roundTime } from './parse-time.ts';

/** Seconds that a word is taken to last where nothing says when it ends. */
const WORD = 0.3;

/**
 * Gives sentences that have only a start an end: the next start, the end of the clip for the last one, and where that is not known either, the time that so many
 * words take.
 *
 * @param cues in order of time
 * @param duration of the clip, in seconds
 */
export function fillEnds(cues: readonly Cue[], duration?: number): { readonly cues: readonly (Cue & { readonly end: number })[]; readonly notes: string[] } {
  const open = cues.filter(({ end }) => end === undefined).length;
  const next = laterStarts(cues);
  const ended = cues.map((cue, index) => (isEnded(cue) ? cue : { ...cue, end: endOf(cue, next[index] ?? duration) }));
  if (open === 0) return { cues: ended, notes: [] };
  const isWhole = cues.length === 1 && cues[0]!.start === 0 && duration !== undefined;
  return { cues: ended, notes: isWhole ? ['The text is taken for the whole clip: nothing says when it is spoken.'] : [`${open === 1 ? '1 sentence has' : `${open} sentences have`} no end: the next start is taken, or the end of the clip.`] };
}

function isEnded(cue: Cue): cue is Cue & { readonly end: number } {
  return cue.end !== undefined;
}

/** For each sentence: when the next one starts that does not start together with it. */
function laterStarts(cues: readonly Cue[]): (number | undefined)[] {
  const starts: (number | undefined)[] = cues.map(() => undefined);
  for (let index = cues.length - 2; index >= 0; index--) {
    const { start } = cues[index + 1]!;
    starts[index] = start > cues[index]!.start ? start : starts[index + 1];
  }
  return starts;
}

function endOf({ start, text }: Cue, limit: number | undefined): number {
  return limit !== undefined && limit > start ? limit : roundTime(start + Math.max(1, toWords(text).length) * WORD);
}
