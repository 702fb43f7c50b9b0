/** The instants at which features are wanted; another sequence is one as well. */
export interface Timeline {
  /** Shape `[T]`, seconds, never decreasing. */
  readonly times: Float64Array;
}

/**
 * Returns the instants 0, 1 / rate, 2 / rate, … before `duration`.
 *
 * @param rate Hz
 * @param duration seconds; up to a microsecond more makes no instant more
 */
export function regularTimeline(rate: number, duration: number): Timeline {
  const count = Math.max(0, Math.ceil((duration - 1e-6) * rate));
  return { times: Float64Array.from({ length: count }, (_, index) => index / rate) };
}
