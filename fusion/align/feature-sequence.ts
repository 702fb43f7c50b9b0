/** The features of one modality of one clip, in the order of time. */
export interface FeatureSequence {
  /** Shape `[T]`: when each feature is, in seconds, never decreasing. */
  readonly times: Float64Array;
  /** Shape `[T, D]`, row-major. */
  readonly values: Float32Array;
  /** D. */
  readonly dimensions: number;
  /** Shape `[T]`: 0 where there is no feature, whatever the values are. Default: 1 everywhere. */
  readonly valid?: Uint8Array | undefined;
}

/** Features on another timeline. Values are 0 where `valid` is 0. The arrays belong to the caller. */
export interface AlignedSequence extends FeatureSequence {
  readonly valid: Uint8Array;
}

/** How features are brought onto a timeline. */
export interface AlignOptions {
  /**
   * The longest time without features that is bridged, in seconds. Default 1; `Infinity` bridges all. Nothing is invented in a
   * longer gap: its instants are masked.
   */
  readonly maxGap?: number | undefined;
}
