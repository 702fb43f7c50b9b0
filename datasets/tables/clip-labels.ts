/** Which clip, and what it may share with others. */
export interface ClipIdentity {
  readonly clip: string;
  readonly speaker?: string;
  /** The recording that the clip was cut from. */
  readonly video?: string;
  /** The part of the corpus as its makers named it: `"train"`. */
  readonly split?: string;
  readonly fold?: string;
}

/** What people said of one clip. A label that is missing is an absent key. */
export interface ClipLabels extends ClipIdentity {
  /** Index into the classes that the reader was given. */
  readonly expression?: number;
  readonly valence?: number;
  readonly arousal?: number;
}

/** What people said of each moment of one clip. A label that the table has no column for is an absent key. */
export interface FrameLabels extends ClipIdentity {
  /** Shape `[T]`, seconds from the start of the clip, increasing. */
  readonly times: Float64Array;
  /** Shape `[T]`, indices into the classes that the reader was given; −1 where there is none. */
  readonly expression?: Int32Array;
  /** Shape `[T]`; NaN where there is none. */
  readonly valence?: Float32Array;
  /** Shape `[T]`; NaN where there is none. */
  readonly arousal?: Float32Array;
  /** Shape `[T]`: 1 where every label is there, else 0. What is 0 is context: in no loss and no metric. */
  readonly valid: Uint8Array;
}
