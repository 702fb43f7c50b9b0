/** The exact file that a challenge takes. */
export type SubmissionFormat = FrameTable | FrameFiles | ClipTable | WordTable;

/** One text file of all frames: `image_location,…`, rows and order those of the organisers' sample. */
export interface FrameTable {
  readonly kind: 'frame-table';
  /** Names of columns, the first of which is the key `key/00001.jpg`. */
  readonly header: readonly string[];
  /** What stands behind the key: reals with six decimals, one class index under all names, or a 0 or 1 for each name; `multi-task` is valence, arousal, class index, units. */
  readonly values: 'reals' | 'class-index' | 'binary' | 'multi-task';
  /** Name of the file. */
  readonly file: string;
}

/** One text file for each video, with the header of the annotations and a row a frame (third edition of ABAW). */
export interface FrameFiles {
  readonly kind: 'frame-files';
  readonly header: readonly string[];
  readonly values: 'reals' | 'class-index' | 'binary';
}

/** One row a clip: `name,discrete,valence`. */
export interface ClipTable {
  readonly kind: 'clip-table';
  readonly header: readonly string[];
  /** Name of the table; and of the archive that it is packed into, where there is one. */
  readonly file: string;
  readonly archive?: string;
  /** `exact`: the names of the sample, no more and no fewer. `superset`: at least those. */
  readonly rows: 'exact' | 'superset';
  /** The number of rows that the organisers state, where they do. */
  readonly count?: number;
}

/** One row a clip with words of an open vocabulary. */
export interface WordTable {
  readonly kind: 'word-table';
  readonly header: readonly string[];
  readonly file: string;
  readonly archive?: string;
  readonly rows: 'exact' | 'superset';
  readonly count?: number;
}
