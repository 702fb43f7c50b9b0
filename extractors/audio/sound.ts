/** A stretch of mono sound. */
export interface Sound {
  /** Start in seconds on the clip's clock (the clock of the video frames). */
  readonly time: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Mono samples in [-1, 1]. */
  readonly samples: Float32Array;
}

/** A span of the clip, in seconds on its clock. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
