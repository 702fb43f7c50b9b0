const NEXT_STEP = {
  TOO_MANY: 'Give a smaller number to --layers.',
  TOO_FAR: 'Remove fewer layers, or lower --keep-quality.',
  NOT_RUN: 'Give clips or inputs with something in them.',
  HOW_FED: 'Say which known model it is with `--as ID`, or give what it takes with `--inputs FILE.npz`.',
  BAD_INPUTS: 'Write one array for each input of the model, all with as many items along their first axis.',
} as const;

/** A model cannot be pruned as wanted. The message names it and ends with what to do next. */
export class PruneError extends Error {
  override readonly name = 'PruneError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, cause }: { path: string; detail: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${NEXT_STEP[code]}`, { cause });
    this.code = code;
  }
}
