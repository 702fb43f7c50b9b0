import type { ModelCard } from '../../models/card.ts';

/** How a net that tells voices apart is fed, and how far apart its vectors of two people are. */
export interface SpeakerRecipe {
  /** Samples in [-1, 1] are multiplied by this. */
  readonly scale: number;
  /** Bands of Kaldi's filter bank, frames of 25 ms every 10 ms; the mean of each band over the sound is taken away. */
  readonly bands: number;
  readonly window: 'hamming' | 'povey';
  /** Length of a vector. */
  readonly dimensions: number;
  /** Cosine distance, in [0, 2], above which two stretches of 1.5 s are taken for two people. */
  readonly different: number;
}

/** Facts about a net that turns a stretch of speech into a vector of its speaker. */
export interface SpeakerCard extends ModelCard {
  readonly speaker: SpeakerRecipe;
}
