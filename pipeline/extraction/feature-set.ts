/** Sound of one clip as a feature is measured on it: mono, at its own sample rate. */
export interface FeatureSound {
  readonly pieces: AsyncIterable<Float32Array>;
  /** Hz. */
  readonly sampleRate: number;
}

/** One row for a whole clip. */
export interface UtteranceFeature {
  readonly names: readonly string[];
  /** Resolves with shape `[names.length]`. */
  extract(sound: FeatureSound): Promise<ArrayLike<number>>;
}

/** One row for each frame of a clip. */
export interface FrameFeature {
  readonly names: readonly string[];
  /** Seconds between the starts of two frames. */
  readonly hop: number;
  /** Seconds from the start of a frame to its middle. */
  readonly middle: number;
  /** Yields shape `[names.length]`, the first frame starting at 0 s of the clip. */
  extract(sound: FeatureSound): AsyncIterable<ArrayLike<number>>;
}

/** A feature that `affekt extract` knows by name. */
export interface FeatureSet {
  /** One line for the help. */
  readonly about: string;
  /** Hz; sound of a lower rate is brought up to it. */
  readonly leastRate: number;
  readonly utt: UtteranceFeature;
  readonly frame: FrameFeature;
}
