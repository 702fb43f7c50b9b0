/** A stretch with a label. */
export interface Interval {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Place in the file, as `Cue.at`. */
  readonly at: number;
}

/** Labels of one kind, or of one person, over the time of a recording. */
export interface Tier {
  readonly name: string;
  /** Who speaks, where the file says it beside the name. */
  readonly participant?: string;
  readonly intervals: readonly Interval[];
  /** `false` for labels that belong to other labels, a translation say: read only where they are asked for. Default `true`. */
  readonly isSpoken?: boolean;
}
