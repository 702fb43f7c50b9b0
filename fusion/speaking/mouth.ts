/** How far one person's lips were apart, at the times at which it was measured. */
export interface Mouth {
  /** Id through the clip. */
  readonly person: number;
  /** Seconds, rising; those at which the person was seen. */
  readonly times: ArrayLike<number>;
  /** Of the same length, over the distance between the eyes; NaN where it was not, or could not be, measured. */
  readonly openings: ArrayLike<number>;
}
