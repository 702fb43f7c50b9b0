const NEXT_STEP = {
  DIVERGED: 'Lower `training.learningRate`, set `training.clip` or `training.standardise`, or look at the features for values that are far too large.',
  NO_EXAMPLES: 'Check the label table, the feature folders and the folds with `affekt train --check`.',
  BAD_MODEL: 'Correct `model` in the configuration.',
  BAD_CHECKPOINT: 'Delete the file to begin this fold anew; finished folds are kept.',
} as const;

/** Training cannot go on. The message names the run and ends with what to do next. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { run, detail, cause }: { run: string; detail: string; cause?: unknown }) {
    super(`${run}: ${detail}. ${NEXT_STEP[code]}`, { cause });
    this.code = code;
  }
}
