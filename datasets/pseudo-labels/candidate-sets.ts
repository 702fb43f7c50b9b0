import { candidateQuality, type CandidateQuality } from './candidate-quality.ts';
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

/** Returns how good the sets of clips with known truth are; `undefined` of none. */
export function measureCandidates(judged: readonly JudgedClip[], threshold: number): CandidateQuality | undefined {
  return candidateQuality(judged.map((clip) => ({ actual: clip.actual, candidates: toCandidateSet(clip, threshold).candidates })));
}
