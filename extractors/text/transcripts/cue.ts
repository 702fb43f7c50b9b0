import type { TimedWord } from '../transcript.ts';

/** A stretch of speech as its file has it, not checked yet. */
export interface Cue {
  /** Seconds of the file's clock; `NaN` where it cannot be read. */
  readonly start: number;
  /** Seconds; `NaN` where it cannot be read, `undefined` where the file does not say it. */
  readonly end: number | undefined;
  /** Plain text on one line; may be empty. */
  readonly text: string;
  readonly speaker?: string;
  readonly words?: readonly TimedWord[];
  /** Where in the file it is, counted from 1: see `Reading.place`. */
  readonly at: number;
}

/** What was read from a file. */
export interface Reading {
  /** In the order of the file. */
  readonly cues: readonly Cue[];
  /** What `Cue.at` counts. */
  readonly place: 'line' | 'segment' | 'annotation';
  /**
   * What times count from: the clip's clock, the first sample of its sound, or time stamps of the container. `none`: the text is of a whole clip.
   */
  readonly clock: 'clip' | 'sound' | 'container' | 'none';
  /** BCP 47 tag, where the file says it. */
  readonly language?: string;
  /** A sentence each. */
  readonly notes: readonly string[];
}
