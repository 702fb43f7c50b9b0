import type { ClipEnd, ClipSummary } from '../clip-event.ts';
import type { MediaError } from '../media/media-error.ts';
import type { ClipJob } from './clip-job.ts';

const OUTCOMES = { complete: 'done', interrupted: 'interrupted', failed: 'partial' } as const;

/** Returns the event that ends a clip whose results were written, whole or up to where it was stopped or damaged. */
export function toEnd({ clip, folder, state }: ClipJob, summary: ClipSummary): ClipEnd {
  const { state: ended, ...trouble } = state();
  return { type: 'clip', clip: clip.name, path: clip.path, folder: folder.path, outcome: OUTCOMES[ended], ...trouble, summary };
}

/** Returns the event that ends a clip that could not be opened; `clip` is the name of the folder it would have got. */
export function toFailedEnd(clip: string, { path, code, message }: MediaError): ClipEnd {
  return { type: 'clip', clip, path, outcome: 'failed', code, message };
}
