/** Sound of one clip as a feature is measured on it: mono, from time 0 of the clip's clock on. */
export interface FeatureSound {
  readonly pieces: AsyncIterable<Float32Array>;
  /** Hz. */
  readonly sampleRate: number;
  readonly signal: AbortSignal;
}

/** What is measured at one moment. */
export interface FeatureRow {
  /** Seconds on the clip's clock: the start of the frame or its middle, as is the custom with the feature. */
  readonly time: number;
  /** Shape `[names.length]`. */
  readonly values: ArrayLike<number>;
}

/** One row for a whole clip. */
export interface UtteranceFeature {
  readonly names: readonly string[];
  /** Resolves with shape `[names.length]`; nothing where the clip is too short. */
  extract(sound: FeatureSound): Promise<ArrayLike<number> | undefined>;
}

/** One row for each frame of a clip. */
export interface FrameFeature {
  readonly names: readonly string[];
  /** Seconds between two frames. */
  readonly hop: number;
  /** Middle of the first frame in seconds. */
  readonly middle: number;
  extract(sound: FeatureSound): AsyncIterable<FeatureRow>;
}

/** A feature that `affekt extract` knows by name. */
export interface FeatureSet {
  /** One line for the help. */
  readonly about: string;
  /** Hz at which sound that is stored at `stored` Hz is read. */
  sampleRate(stored: number): number;
  readonly utt: UtteranceFeature;
  readonly frame: FrameFeature;
  /** What made the numbers, where names and the version of affekt do not tell: plain data that is written beside them. */
  readonly provenance?: Readonly<Record<string, unknown>>;
}
