import type { CandidateSets } from './candidate-sets.ts';

/** How votes become candidates. */
export interface VoteOptions {
  readonly classes: number;
  /** A class with fewer votes is no candidate. Default 1. */
  readonly least?: number;
  /** `votes`: what is believed at first are the shares of the votes; `alike` (default): all candidates alike, as in the papers. */
  readonly start?: 'votes' | 'alike';
}

/**
 * Returns the classes that annotators voted for as candidate sets; where no class has votes enough, those with the most.
 *
 * @param votes shape `[n, classes]`, row by row: how many voted for each class
 * @throws RangeError naming the first example without a vote
 */
export function votesToCandidates(votes: ArrayLike<number>, { classes, least = 1, start = 'alike' }: VoteOptions): CandidateSets {
  const sets = new Uint8Array(votes.length);
  const weights = new Float32Array(votes.length);
  for (let from = 0; from < votes.length; from += classes) {
    const row = Array.from({ length: classes }, (_, index) => votes[from + index]!);
    const most = Math.max(...row);
    if (!(most > 0)) throw new RangeError(`votes: example ${from / classes} has none. Leave it out.`);
    const kept = row.map((count) => (count >= Math.min(least, most) ? count : 0));
    const sum = kept.reduce((total, count) => total + count, 0);
    kept.forEach((count, index) => {
      sets[from + index] = count > 0 ? 1 : 0;
      weights[from + index] = count / sum;
    });
  }
  return { classes, sets, ...(start === 'votes' && { weights }) };
}
