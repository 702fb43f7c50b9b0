import type { ClipDamage } from '../../datasets/noise/damage.ts';
import type { Mix } from '../../datasets/noise/mix-at-ratio.ts';

/** One clip of a manifest: what was made of it, or why nothing was. */
export type NoisyClip = MadeClip | FailedClip;

/** A clip that was damaged. */
export interface MadeClip {
  readonly clip: string;
  /** Path below the root of the run, with `/`. */
  readonly source: string;
  readonly sourceSha256: string;
  /** With everything that was drawn. */
  readonly damage: ClipDamage;
  /** sha256 of each noise file that was used. */
  readonly noiseSha256?: Readonly<Record<string, string>>;
  /** What came of adding noise. */
  readonly mix?: Omit<Mix, 'samples'>;
  /** Seconds `[from, to]` that were made silent. */
  readonly silent?: readonly (readonly [number, number])[];
  /** Numbers `[first, last]` of pictures that were lost, from 0. */
  readonly lost?: readonly (readonly [number, number])[];
  /** Name of the file in the folder of the run. */
  readonly output: string;
  readonly sha256: string;
  /** The exact sound, before any codec. */
  readonly wav?: string;
  readonly wavSha256?: string;
  /** Things that a user of the clip must know, a sentence each. */
  readonly notes: readonly string[];
}

/** A clip that could not be damaged. */
export interface FailedClip {
  readonly clip: string;
  readonly source: string;
  readonly code: string;
  readonly message: string;
}
