/** What a stream of tokens needs to go on: plain data, not to be changed. */
export interface KvShiftState {
  /** Id of the segment that the last token belonged to. */
  readonly segment: number;
  /** Position of the next token in its segment. */
  readonly position: number;
  /** Keys of that segment that may still be seen, mixed and turned, shape `[P, kvHeads, headDim]`. */
  readonly keys: Float64Array;
  /** Their values, mixed, shape `[P, kvHeads, headDim]`. */
  readonly values: Float64Array;
  /** Raw key of the last token, before mixing, shape `[kvHeads, headDim]`. */
  readonly lastKey: Float64Array;
  /** Raw value of the last token, shape `[kvHeads, headDim]`. */
  readonly lastValue: Float64Array;
}
