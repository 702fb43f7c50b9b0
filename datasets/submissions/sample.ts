/** What the organisers want an answer for, in their order. */
export type Sample = RowSample | NameSample;

/** The organisers' list of rows: `key/00001.jpg`, one a frame. */
export interface RowSample {
  readonly kind: 'rows';
  readonly path: string;
  /** First line of the file as it stands there, where it names all columns. */
  readonly header?: string;
  /** The line of the first row, counted from 1. */
  readonly firstLine: number;
  /** Clips in the order of their first rows. */
  readonly clips: readonly string[];
  /** Shape `[n]`: the first cell of each row, exactly. */
  readonly locations: readonly string[];
  /** Shape `[n]`, indices into `clips`. */
  readonly clipOf: Int32Array;
  /** Shape `[n]`, frame numbers counted from 1. */
  readonly frameOf: Int32Array;
}

/** A list of names without numbers of frames: clips of MER, or the videos of a test set. */
export interface NameSample {
  readonly kind: 'names';
  readonly path: string;
  readonly names: readonly string[];
  /** Shape `[n]`, the line of each name, counted from 1. */
  readonly lines: Int32Array;
}
