import type { TimedWord } from '../transcript.ts';
import type { Cue } from './cue.ts';

type EndedCue = Cue & { readonly end: number };

/** Leaves out sentences beyond the clip and cuts those that reach over one of its ends; words likewise. Notes count both. Without a duration only the beginning cuts. */
export function cutToClip(cues: readonly EndedCue[], duration = Number.POSITIVE_INFINITY): { readonly cues: EndedCue[]; readonly notes: string[] } {
  const inside = cues.filter(({ start, end }) => end > 0 && start < duration);
  const outside = cues.length - inside.length;
  const crossing = inside.filter(({ start, end }) => start < 0 || end > duration).length;
  const where = Number.isFinite(duration) ? `the clip (${duration} s)` : 'the clip';
  const hint = outside > cues.length / 2 ? ' Is it the transcript of this clip?' : '';
  return {
    cues: inside.map((cue) => cutCue(cue, duration)),
    notes: [
      ...(outside > 0 ? [`${outside === 1 ? '1 sentence lies' : `${outside} sentences lie`} outside of ${where} and ${outside === 1 ? 'was' : 'were'} left out.${hint}`] : []),
      ...(crossing > 0 ? [`${crossing === 1 ? '1 sentence reaches' : `${crossing} sentences reach`} over an end of ${where} and ${crossing === 1 ? 'was' : 'were'} cut there.`] : []),
    ],
  };
}

function cutCue(cue: EndedCue, duration: number): EndedCue {
  if (cue.start >= 0 && cue.end <= duration) return cue;
  const cut = (time: number) => Math.min(Math.max(time, 0), duration);
  const words = cue.words?.filter(({ start, end }) => end >= 0 && start < duration).map((word): TimedWord => ({ ...word, start: cut(word.start), end: cut(word.end) }));
  return { ...cue, start: cut(cue.start), end: cut(cue.end), ...(words && { words }) };
}
