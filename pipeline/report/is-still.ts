import type { ClipFacts } from '../rows.ts';

/** Sound shorter than this beside a single picture is the rest of a cut, in seconds. */
const BRIEF = 1;

/** Returns whether a clip is one picture, with nothing to play. */
export function isStill({ video, audio, duration }: ClipFacts): boolean {
  return video?.frames === 1 && (audio === undefined || duration < BRIEF);
}
