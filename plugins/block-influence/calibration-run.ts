import type { Tensor } from '../../runtime/tensor.ts';

/** One run of a net on real input. */
export interface CalibrationRun {
  readonly feeds: Readonly<Record<string, Tensor>>;
  /** Shape `[batch × tokens]`: 0 where a token is padding. Default: all count. */
  readonly mask?: ArrayLike<number>;
}

/** Yields the same runs at each call, with new arrays: a session takes them over. */
export type CalibrationRuns = () => AsyncIterable<CalibrationRun>;

/** How runs are watched and stopped. */
export interface RunWatch {
  readonly signal?: AbortSignal | undefined;
  /** Told after each run. */
  readonly onRun?: (() => void) | undefined;
}
