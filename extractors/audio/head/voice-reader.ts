import type { FeatureSet } from '../windows/feature-set.ts';

/** What a voice model says of one window. */
export interface VoiceReading {
  /** Shape `[labels.length]`, in the order of the model's `labels`, sums to 1. */
  readonly probabilities: Float32Array;
  /** What the last layer of the model was given; present when it was asked for. */
  readonly units?: Float32Array;
}

/** Reads emotion from the statistics of a window of speech. Holds no state between calls. */
export interface VoiceReader extends AsyncDisposable {
  /** Registry id: `"affekt-voice-ravdess"`. */
  readonly id: string;
  /** Class names in output order, in the model's own words. */
  readonly labels: readonly string[];
  /** What it is told of a window. */
  readonly features: FeatureSet;
  /** Resolves with one reading per vector of `features`, in order. The vectors are only read. */
  read(features: readonly Float32Array[]): Promise<VoiceReading[]>;
}
