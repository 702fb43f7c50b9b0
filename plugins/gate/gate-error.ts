const NEXT_STEP = {
  NO_LAST_LAYER: 'Give a head whose last layer is a matrix product with fixed weights, as `affekt train` writes it, or a convolution that is averaged over all positions.',
  NOT_A_CLASSIFIER: 'Give a head that tells classes apart.',
  OTHER_HEAD: 'Give the gate that was fitted to this head, or fit one with `affekt gate fit`, to faces with `affekt gate fit-face`.',
  BROKEN: 'Fit the gate again with `affekt gate fit`.',
  SIGNED: 'Choose among methods that do not need ReLU: energy, msp, max-logit, odin, dice, cosine, mahalanobis.',
  TOO_FEW: 'Give more examples.',
  WIDTH: 'Give features of the kind that the head was trained with.',
  NOT_FINITE: 'Make these features again, or remove the rows.',
} as const;

/** A gate cannot be fitted or used. The message names the thing and ends with what to do next. */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { subject, detail, cause }: { readonly subject: string; readonly detail: string; readonly cause?: unknown }) {
    super(`${subject}: ${detail}. ${NEXT_STEP[code]}`, { cause });
    this.code = code;
  }
}
