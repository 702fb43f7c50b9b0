const NEXT_STEP = {
  MISSING: 'Fetch it with `affekt models get {model}`, or import a copy with `affekt models import FILE`.',
  WRONG_HASH: 'The file is damaged or another version: fetch it again with `affekt models get --force {model}`.',
  DOWNLOAD_FAILED: 'Check the network, or name a mirror with `--mirror DIR_OR_URL`; the part already fetched is kept.',
  OFFLINE: 'Leave out --offline and AFFEKT_OFFLINE, or name a mirror that has it with `--mirror DIR_OR_URL`.',
  NO_SOURCE: 'Import a copy with `affekt models import FILE`, or name a mirror that has it with `--mirror DIR_OR_URL`.',
  DISK_FULL: 'Free some space, or name another folder in AFFEKT_MODELS; the part already fetched is kept.',
  NOT_WRITABLE: 'Allow writing there, or name another folder in AFFEKT_MODELS.',
  UNKNOWN: 'See the known ones with `affekt models list`.',
  BROKEN: 'Fetch it again with `affekt models get --force {model}`.',
  BAD_INPUT: 'This is a mistake in the code that calls the model; please report it.',
  WRONG_OUTPUT: 'Remove the model with `affekt models rm {model}` and fetch it again; if it stays, please report it.',
  FAILED: 'Try again; if it stays, try --device cpu or fewer workers, and please report it.',
  UNSUPPORTED: 'Use a model from `affekt models list`, or report the operator so that it can be added.',
} as const;

/** A model is missing, damaged or does not do what its card says. The message names it and ends with what to do next. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { model, detail, cause }: { model: string; detail: string; cause?: unknown }) {
    super(`${model}: ${detail}. ${NEXT_STEP[code].replaceAll('{model}', model)}`, { cause });
    this.code = code;
  }
}
