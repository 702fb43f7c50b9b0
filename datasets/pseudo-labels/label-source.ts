/** What the column `source` of a training table says of a label that people gave. */
export const TRUE_SOURCE = 'label';

/** Value of the column `split` of clips that are trained on in every fold and validated in none. See `makeFolds`. */
export const TRAIN_ONLY_SPLIT = 'pseudo';

/** Returns what the column `source` says of a label that models gave in `round`. */
export function pseudoSource(round: number): string {
  return `pseudo-round-${round}`;
}

/** Returns whether the column `source` says that a label was given by models. */
export function isPseudoSource(source: string): boolean {
  return /^pseudo-round-\d+$/.test(source);
}
