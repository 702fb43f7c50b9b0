import { basename } from 'node:path';
import type { ClipClock } from '../../extractors/text/transcripts/transcript-options.ts';
import type { MediaFacts } from '../media/media-facts.ts';

/** Returns what transcripts need to know of a clip: its name, its length, and where its clock and its sound begin. */
export function toClipClock({ path, duration, start: { ticks, timeBase }, audio }: MediaFacts): ClipClock {
  return {
    file: basename(path),
    ...(duration > 0 && { duration }),
    start: (ticks * timeBase[0]) / timeBase[1],
    soundStart: audio?.start ?? 0,
  };
}
