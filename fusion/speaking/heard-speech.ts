/** What was heard in a clip, as far as it tells who speaks. */
export interface HeardSpeech {
  /** Spans in which somebody speaks, in seconds, in order and apart. */
  readonly turns: readonly { readonly start: number; readonly end: number }[];
  /** Seconds at which the first level begins. */
  readonly start: number;
  /** Seconds per level. */
  readonly frameSeconds: number;
  /** Levels of the sound in dB. */
  readonly levels: ArrayLike<number>;
}
