import type { DatasetError } from '../../datasets/dataset-error.ts';
import type { MediaError } from '../media/media-error.ts';
import type { FailedClip } from './noisy-clip.ts';

/** Returns the row of a clip that could not be damaged. */
export function toFailedClip({ clip, source }: { readonly clip: string; readonly source: string }, { code, message }: MediaError | DatasetError): FailedClip {
  return { clip, source, code, message };
}
