import { STEP } from './regular-series.ts';
import type { SpeakerTrack } from './speaker-track.ts';

/** A part of a turn and who is heard in it. */
export interface TurnPart {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** Absent where it is not known. */
  readonly person?: number;
}

/** Somebody is taken for the speaker from this probability on. */
const LEAST = 0.5;
/** A shorter part, in seconds, goes to the one before it, or after it at the start: nobody says a word in less. */
const SHORTEST = 0.6;

interface Run {
  readonly person: number | undefined;
  from: number;
  to: number;
}

/** Returns the parts of a turn, in order and without gap, cut where somebody else begins to speak. */
export function splitTurn(track: SpeakerTrack, { start, end }: { readonly start: number; readonly end: number }): TurnPart[] {
  const first = Math.ceil(start / STEP - 1e-6);
  const last = Math.max(first + 1, Math.ceil(end / STEP - 1e-6));
  const runs: Run[] = [];
  for (let step = first; step < last; step += 1) {
    const person = likeliest(track, step);
    const before = runs.at(-1);
    if (before !== undefined && before.person === person) before.to = step + 1;
    else runs.push({ person, from: step, to: step + 1 });
  }
  const parts = joinShort(runs);
  return parts.map(({ person, from }, index) => ({
    start: index === 0 ? start : from * STEP,
    end: index === parts.length - 1 ? end : parts[index + 1]!.from * STEP,
    ...(person === undefined ? {} : { person }),
  }));
}

function likeliest({ people }: SpeakerTrack, step: number): number | undefined {
  for (const [person, { first, values }] of people) if (values[step - first]! >= LEAST) return person;
  return undefined;
}

/** The shortest run gives way first, until all are long enough. */
function joinShort(runs: readonly Run[]): Run[] {
  let parts = runs.map((run) => ({ ...run }));
  for (;;) {
    const shortest = parts.reduce((best, part, index) => (length(part) < length(parts[best]!) ? index : best), 0);
    if (parts.length < 2 || length(parts[shortest]!) * STEP >= SHORTEST - 1e-6) return parts;
    const heir = parts[shortest - 1] ?? parts[1]!;
    heir.from = Math.min(heir.from, parts[shortest]!.from);
    heir.to = Math.max(heir.to, parts[shortest]!.to);
    parts = joinEqual(parts.filter((_, index) => index !== shortest));
  }
}

function joinEqual(parts: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && before.person === part.person) before.to = part.to;
    else joined.push(part);
  }
  return joined;
}

function length({ from, to }: Run): number {
  return to - from;
}
