import type { SpeechProvenance } from './speech-provenance.ts';

/** What an encoder makes of one clip. The arrays belong to whoever asked for them. */
export interface EncodedSpeech {
  /** Shape `[T]`: the middles of the rows in seconds on the clip's clock, increasing; 20 ms apart within a piece. */
  readonly times: Float64Array;
  /** Shape `[T, dimensions]`, row by row; `T ≥ 1`. */
  readonly values: Float32Array;
  readonly dimensions: number;
  readonly provenance: SpeechProvenance;
  /** What the net itself says of the clip, about 0 to 1 each; the mean of its pieces, weighted by their rows. */
  readonly affect?: Affect;
  /** Probability of each class that the net itself tells of the clip, by its name; they add up to 1. Classes that its authors do not use (`unuse_…`) are left out. */
  readonly emotions?: Readonly<Record<string, number>>;
}

/** Dimensions of affect, each about 0 to 1. */
export interface Affect {
  readonly arousal: number;
  readonly dominance: number;
  readonly valence: number;
}
