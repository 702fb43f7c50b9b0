import { mostProbable } from './most-probable.ts';
import type { JudgedClip, ScoredClip } from './scored-clip.ts';

/** The labels of which one may be the true one. */
export interface CandidateSet {
  /** Shape `[classes]`: 1 for a candidate. */
  readonly candidates: readonly (0 | 1)[];
  /** Shape `[classes]`: probabilities of the candidates, which sum up to 1; 0 elsewhere. */
  readonly weights: readonly number[];
}

/**
 * Returns the candidates of a clip: the most probable class of each model, and each class that some model gives a probability above `threshold`. The weights are
 * the mean probabilities, restricted to them.
 */
export function toCandidateSet({ probabilities, models }: ScoredClip, threshold: number): CandidateSet {
  const all = [...models.values()];
  const tops = new Set(all.map(mostProbable));
  const candidates = probabilities.map((_, code) => (tops.has(code) || all.some((each) => each[code]! > threshold) ? 1 : 0));
  const total = probabilities.reduce((sum, value, code) => sum + value * candidates[code]!, 0);
  return { candidates, weights: probabilities.map((value, code) => (value * candidates[code]!) / total) };
}

/** How good candidate sets are, where the truth is known. */
export interface CandidateQuality {
  readonly clips: number;
  /** Mean number of candidates. */
  readonly size: number;
  /** q: the part of the wrong labels that are candidates. */
  readonly ambiguity: number;
  /** η: the part of the sets that lack the truth. What ALIM and IRNet are to be given. */
  readonly noise: number;
  /** The part of the sets with one label. */
  readonly single: number;
}

/** Returns how good the sets of clips with known truth are; `undefined` of none. */
export function measureCandidates(judged: readonly JudgedClip[], threshold: number): CandidateQuality | undefined {
  if (judged.length === 0) return undefined;
  const sets = judged.map((clip) => ({ actual: clip.actual, ...toCandidateSet(clip, threshold) }));
  const mean = (of: (set: (typeof sets)[number]) => number) => sets.reduce((sum, set) => sum + of(set), 0) / sets.length;
  const size = (set: (typeof sets)[number]) => set.candidates.reduce<number>((sum, each) => sum + each, 0);
  const wrongLabels = judged[0]!.probabilities.length - 1;
  return {
    clips: sets.length,
    size: mean(size),
    ambiguity: mean((set) => size(set) - set.candidates[set.actual]!) / wrongLabels,
    noise: mean((set) => 1 - set.candidates[set.actual]!),
    single: mean((set) => (size(set) === 1 ? 1 : 0)),
  };
}
