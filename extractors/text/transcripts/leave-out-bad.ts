import type { TimedWord } from '../transcript.ts';
import type { Cue, Reading } from './cue.ts';

/** So many places are named in a note; the others are counted. */
const NAMED = 3;

/** Leaves out sentences with times that are none, negative or not before their end, and words likewise. A note says how many and where. */
export function leaveOutBad(cues: readonly Cue[], place: Reading['place']): { readonly cues: Cue[]; readonly notes: string[] } {
  const bad = cues.flatMap((cue) => {
    const reason = whyBad(cue);
    return reason === undefined ? [] : [`${place} ${cue.at} (${reason})`];
  });
  const good = cues.filter((cue) => whyBad(cue) === undefined).map(keepGoodWords);
  if (bad.length === 0) return { cues: good, notes: [] };
  const more = bad.length > NAMED ? ` and ${bad.length - NAMED} more` : '';
  const whose = bad.length === 1 ? '1 sentence was left out for its time' : `${bad.length} sentences were left out for their times`;
  return { cues: good, notes: [`${whose}: ${bad.slice(0, NAMED).join(', ')}${more}.`] };
}

function whyBad({ start, end }: Cue): string | undefined {
  if (!Number.isFinite(start) || (end !== undefined && !Number.isFinite(end))) return 'no time';
  if (start < 0 || (end ?? 0) < 0) return `${start} s is negative`;
  if (end === undefined || end > start) return undefined;
  return end === start ? `no length at ${start} s` : `ends at ${end} s, before ${start} s`;
}

function keepGoodWords(given: Cue): Cue {
  if (given.words?.every(isGood) ?? true) return given;
  const { words = [], ...cue } = given;
  const good = words.filter(isGood);
  return good.length > 0 ? { ...cue, words: good } : cue;
}

/** Recognisers give short words no length. */
function isGood({ start, end }: TimedWord): boolean {
  return start >= 0 && end >= start && Number.isFinite(end);
}
