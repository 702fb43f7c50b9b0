import type { ClipDamage } from '../../datasets/noise/damage.ts';
import type { MediaTools } from '../media/media-tools.ts';
import type { NoiseCodec } from './encoders.ts';
import type { NoiseLibrary } from './noise-library.ts';

/** A clip to be damaged. */
export interface NoiseJob {
  /** What random numbers are drawn by. */
  readonly clip: string;
  /** Name of the copy without ending, where it is not that of the clip. */
  readonly stem?: string;
  /** The file. */
  readonly path: string;
  /** What the manifest calls it. */
  readonly source: string;
  readonly damage: ClipDamage;
}

/** What the clips of a run share. */
export interface NoisePlan {
  readonly seed: number;
  readonly codec: NoiseCodec;
  /** Whether the exact sound is written beside each clip. */
  readonly wav: boolean;
  /** Sound is kept as it is, in a Matroska file, in place of AAC in an MP4 file. */
  readonly exactSound?: boolean;
  readonly noise?: NoiseLibrary | undefined;
  /** Folder of the results. */
  readonly out: string;
  readonly tools: MediaTools;
  readonly signal?: AbortSignal | undefined;
}

/** Returns whether the user wants to stop. */
export function isStopped({ signal }: NoisePlan): boolean {
  return signal?.aborted === true;
}
