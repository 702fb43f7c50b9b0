/** Which classes each example may have. Learned from partial labels, the truth is usually, not always, among them. */
export interface CandidateSets {
  readonly classes: number;
  /** Shape `[n, classes]`, row by row: 1 for a candidate. No row is empty. */
  readonly sets: Uint8Array;
  /** Shape `[n, classes]`: what is believed of the candidates at first, such as shares of votes; rows sum to 1. Absent: all candidates alike. */
  readonly weights?: Float32Array | undefined;
  /** Shape `[n]`: 1 for an example whose label is known for sure; it never changes and counts for no threshold. Absent: none. */
  readonly pinned?: Uint8Array | undefined;
}

/**
 * Returns the sets, checked.
 *
 * @throws RangeError naming the first example whose set is empty, or what has another length
 */
export function checkCandidates(candidates: CandidateSets): CandidateSets {
  const { classes, sets, weights, pinned } = candidates;
  const count = sets.length / classes;
  if (!Number.isInteger(count) || classes < 2) throw new RangeError(`candidate sets: ${sets.length} flags are no rows of ${classes} classes. Give one flag for each example and class, of two classes or more.`);
  for (let row = 0; row < count; row++) {
    if (!sets.subarray(row * classes, (row + 1) * classes).includes(1)) throw new RangeError(`candidate sets: that of example ${row} is empty. Leave the example out, or give it all classes.`);
  }
  if (weights !== undefined && weights.length !== sets.length) throw new RangeError(`candidate sets: ${weights.length} weights for ${sets.length} flags. Give one for each flag.`);
  if (pinned !== undefined && pinned.length !== count) throw new RangeError(`candidate sets: ${pinned.length} marks of known labels for ${count} examples. Give one for each example.`);
  return candidates;
}

/** Returns how many candidates an example has, and in which share of the sets the truth is missing: q and η of the literature follow from them. */
export function describeCandidates({ classes, sets }: CandidateSets, truth: ArrayLike<number>): { readonly candidates: number; readonly ambiguity: number; readonly noise: number } {
  const size = sets.reduce((sum, flag) => sum + flag, 0) / truth.length;
  const missing = Array.from(truth).filter((label, row) => sets[row * classes + label] === 0).length / truth.length;
  return { candidates: size, ambiguity: (size - 1) / (classes - 1), noise: missing };
}
