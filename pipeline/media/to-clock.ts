import type { MediaFacts, TimePoint } from './media-facts.ts';

/** How ffmpeg is told to leave time stamps alone, and where the clip's clock is zero on the time stamps that it then gives. */
export interface Clock {
  /** Options that come before the input. */
  readonly args: readonly string[];
  readonly zero: TimePoint;
  /** Seconds by which these time stamps are later than those in the file. */
  readonly shift: number;
}

/**
 * The clock for decoding one stream of a clip.
 *
 * For MPEG streams that start at 0, ffmpeg 5 moves the first picture or sound that is *read* to 0 in spite of `-copyts`, so that sound which
 * starts late would come early. It does not where an offset was asked for: so one second is asked for, and taken off again.
 */
export function toClock({ container, start }: MediaFacts): Clock {
  const moves = start.ticks === 0 && container.startsWith('mpeg');
  if (!moves) return { args: ['-copyts'], zero: start, shift: 0 };
  return { args: ['-copyts', '-itsoffset', '1'], zero: { ticks: 1, timeBase: [1, 1] }, shift: 1 };
}
