/** What one model said of one clip: a vector for each moment, or one for the whole clip. The arrays belong to whoever asked for them. */
export interface FeatureSequence {
  /** Shape `[T]`, seconds from the start of the clip, increasing; `[0]` for one vector of the whole clip. */
  readonly times: Float64Array;
  /** Shape `[T, dimensions]`, row by row, every value finite. */
  readonly values: Float32Array;
  readonly dimensions: number;
  /** How many rows are zero throughout: what MERTools writes where it saw no face. */
  readonly zeroRows: number;
}
