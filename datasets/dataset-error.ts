const NEXT_STEP = {
  NOT_FOUND: 'Check the path.',
  UNREADABLE: 'Change its permissions, or run as a user who may read it.',
  NO_COMMON_CLIP: 'Name them alike: the features of a clip that the table calls "x" are in x.npy or x.safetensors.',
  EMPTY_FOLDER: 'Name a folder with one `<clip>.npy` or `<clip>.safetensors` for each clip, or with a folder of `.npy` files for each.',
  NO_LEVEL: 'Let its name end in -UTT or -FRA, or say which of "utterance" and "frame" its level is.',
  AMBIGUOUS: 'Keep one of them and remove the other.',
  NOT_NPY: 'Write it again with `numpy.save(path, array.astype("float32"))`.',
  TRUNCATED: 'Copy or write the file again.',
  WRONG_SHAPE: 'Write one row per moment and one column per feature: [D] or [1, D] for an utterance, [T, D] for frames.',
  DIMENSIONS: 'Extract both with the same model, or move what came from another one into a folder of its own.',
  NOT_FINITE: 'Extract the features of this clip again, or remove the file: a clip without features counts as absent.',
  NO_TIMES: 'Say how many seconds lie between two rows with `hop`, or put a timing.json with {"hop": seconds} into the folder.',
  BAD_TIMES: 'Give seconds from the start of the clip, each later than the one before.',
  NOT_A_TABLE: 'Save it as UTF-8 with a header line: .csv or .tsv, or one JSON object a line: .jsonl.',
  UNKNOWN_COLUMN: 'Correct the name under `columns`.',
  BAD_VALUE: 'Correct the cell, or name it among the values that mean "no label".',
  UNKNOWN_CLASS: 'Correct the cell, or map it to one of these under `aliases`.',
  DUPLICATE: 'Keep one of the rows.',
  NO_LABEL: 'Fill in a label, remove the row, or skip such rows with `unlabelled`.',
  NO_GROUP: 'Fill in the column for every clip, or choose another kind of folds.',
  TOO_FEW_GROUPS: 'Ask for fewer folds, or choose another kind.',
  MISSING_CLASS: 'Ask for fewer folds, remove the class, or allow it with `missingClasses`.',
  UNKNOWN_LAYOUT: 'Give the folder that holds what is named here, or say what it is called with `--layout`.',
  UNKNOWN_KIND: 'Choose one of those named here.',
  UNKNOWN_FILE: 'Move it out of the corpus, or name it as the corpus does.',
  BAD_NAME: 'Rename it: a name is no path.',
  BAD_ARCHIVE: 'Pack or download it again.',
  UNSAFE_PICKLE: 'Take the file from its makers only, or save its labels as a CSV file: affekt runs nothing that a file asks for.',
  WRONG_HEADER: 'Write the header exactly as shown.',
  MISSING_ROW: 'Write one row for each row of the sample.',
  EXTRA_ROW: 'Leave it out: only rows of the sample are scored.',
  WRONG_ORDER: 'Write the rows in the order of the sample.',
  WRONG_LEVEL: 'Give predictions of the kind that the protocol asks for.',
  LEAK: 'Leave these clips out with --drop-leaks, or go on with --allow-leak and say so beside every score.',
  BAD_SPLIT: 'Name a train and a val (or validation, valid, dev) part; what begins with "test" is kept for the end.',
} as const;

const OTHER_KIND: Readonly<Record<string, string>> = { ENOTDIR: 'is a file, or lies in one, and not a folder', EISDIR: 'is a folder, and not a file' };

/** What can be wrong with a corpus, its features or its labels. */
export type DatasetErrorCode = keyof typeof NEXT_STEP;

/** A corpus, its features or its labels cannot be used. The message names the file or clip and ends with what to do next. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;
  /** The file, folder or table that the message is about. */
  readonly path: string;
  /** What is wrong, with the value; and what to do next, as the message says both. */
  readonly detail: string;
  readonly next: string;

  constructor(code: DatasetErrorCode, { path, detail, next = NEXT_STEP[code], cause }: { path: string; detail: string; next?: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${next}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause }); // A file name may hold line breaks; a message may not
    this.code = code;
    this.path = path;
    this.detail = detail;
    this.next = next;
  }

  /** Returns what the operating system said of `path`, as a `DatasetError`; another kind of error comes back unchanged. */
  static from(error: unknown, path: string): unknown {
    const system = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof DatasetError || !/^E[A-Z]/.test(system)) return error;
    if (system === 'ENOENT') return new DatasetError('NOT_FOUND', { path, detail: 'does not exist', cause: error });
    const other = OTHER_KIND[system];
    if (other !== undefined) return new DatasetError('NOT_FOUND', { path, detail: other, cause: error });
    return new DatasetError('UNREADABLE', { path, detail: `cannot be read (${system})`, cause: error });
  }
}
