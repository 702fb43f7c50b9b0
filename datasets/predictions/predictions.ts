/** What a system says, keyed as the rows of a protocol are. */
export type Predictions = FramePredictions | ClipPredictions;

/** One answer a frame. */
export interface FramePredictions {
  readonly level: 'frame';
  /** By the key of the clip, in the order of the file. */
  readonly clips: ReadonlyMap<string, FrameRows>;
  /** Sentences for whoever uses them: what was assumed. */
  readonly warnings?: readonly string[];
}

/** The answers for one clip. What the file has no column for is an absent key. */
export interface FrameRows {
  /** Shape `[n]`, frame numbers counted from 1, increasing; there may be gaps. */
  readonly frames: Int32Array;
  /** Shape `[n]`, class codes. */
  readonly expression?: Int8Array;
  /** Probabilities or other scores, shape `[n, classes]`. */
  readonly scores?: Float32Array;
  /** Shape `[n]`. */
  readonly valence?: Float32Array;
  /** Shape `[n]`. */
  readonly arousal?: Float32Array;
  /** Shape `[n, units]`, 0 or 1. */
  readonly units?: Int8Array;
  /** Probabilities of the units, shape `[n, units]`, from 0 to 1. */
  readonly unitScores?: Float32Array;
}

/** One answer a clip. */
export interface ClipPredictions {
  readonly level: 'clip';
  readonly clips: ReadonlyMap<string, ClipRow>;
  readonly warnings?: readonly string[];
}

/** The answer for one clip. */
export interface ClipRow {
  readonly expression?: number;
  /** Probabilities or other scores, shape `[classes]`. */
  readonly scores?: readonly number[];
  readonly valence?: number;
  readonly arousal?: number;
  /** Words of an open vocabulary. */
  readonly words?: readonly string[];
}
