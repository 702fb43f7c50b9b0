import { STEP } from './regular-series.ts';
import type { SpeakerTrack } from './speaker-track.ts';

/** Mean probability, over the speech in a span, from which the voice in it is one person's. */
const LEAST = 0.6;

/** Returns the person whose voice the speech between `start` and `end` (seconds) is; `undefined` where nobody speaks, where that is not known, and where several share it. */
export function speakerOfSpan({ people, inTurn }: SpeakerTrack, { start, end }: { readonly start: number; readonly end: number }): number | undefined {
  const steps: number[] = [];
  for (let step = Math.max(0, Math.ceil(start / STEP - 1e-6)); step < Math.min(inTurn.length, Math.ceil(end / STEP - 1e-6)); step += 1) if (inTurn[step] === 1) steps.push(step);
  if (steps.length === 0) return undefined;
  for (const [person, { first, values }] of people) {
    const known = steps.map((step) => values[step - first] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    if (known.reduce((sum, value) => sum + value, 0) / steps.length >= LEAST) return person;
  }
  return undefined;
}
