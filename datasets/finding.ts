/** Something that a check of a corpus or a submission found. */
export interface Finding {
  /** `error`: results would be wrong. `warning`: may be meant. `note`: good to know. */
  readonly level: 'error' | 'warning' | 'note';
  /** A word for programs: `"missing-crops"`, `"length-mismatch"`, `"speaker-overlap"`. */
  readonly code: string;
  /** The file or clip, with the line where there is one: `"labels.csv:12"`. */
  readonly where: string;
  /** What is wrong, with the value. */
  readonly what: string;
  /** What to do next. */
  readonly fix: string;
}
