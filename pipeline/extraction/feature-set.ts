/** Sound of one clip as a feature is measured on it: mono. */
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
  /** Middle of the first frame in seconds. */
  readonly middle: number;
  /** Time that tables give for the first frame: its start or its middle, as is the custom with the feature. */
  readonly first: number;
  /** Yields shape `[names.length]`. */
  extract(sound: FeatureSound): AsyncIterable<ArrayLike<number>>;
}

/** A feature that `affekt extract` knows by name. */
export interface FeatureSet {
  /** One line for the help. */
  readonly about: string;
  /** Hz at which sound that is stored at `stored` Hz is read. */
  sampleRate(stored: number): number;
  readonly utt: UtteranceFeature;
  readonly frame: FrameFeature;
}
