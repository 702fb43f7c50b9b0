/** How good candidate sets are, where the truth is known. */
export interface CandidateQuality {
  readonly clips: number;
  /** Mean number of candidates. */
  readonly size: number;
  /** q: the part of the wrong labels that are candidates. */
  readonly ambiguity: number;
  /** η: the part of the sets that lack the truth. What ALIM is to be given. */
  readonly noise: number;
  /** The part of the sets with one label. */
  readonly single: number;
}

/** A set and the class that is true. */
export interface JudgedSet {
  /** Shape `[classes]`: 1 for a candidate. */
  readonly candidates: readonly (0 | 1)[];
  readonly actual: number;
}

/** Returns how good sets are; `undefined` of none. */
export function candidateQuality(sets: readonly JudgedSet[]): CandidateQuality | undefined {
  const [first] = sets;
  if (first === undefined) return undefined;
  const mean = (of: (set: JudgedSet) => number) => sets.reduce((sum, set) => sum + of(set), 0) / sets.length;
  const size = ({ candidates }: JudgedSet) => candidates.reduce<number>((sum, each) => sum + each, 0);
  return {
    clips: sets.length,
    size: mean(size),
    ambiguity: mean((set) => size(set) - set.candidates[set.actual]!) / (first.candidates.length - 1),
    noise: mean((set) => 1 - set.candidates[set.actual]!),
    single: mean((set) => (size(set) === 1 ? 1 : 0)),
  };
}
