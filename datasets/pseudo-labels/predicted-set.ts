import { mostProbable } from './most-probable.ts';
import type { CandidateSet } from './candidate-sets.ts';
import type { ScoredClip } from './scored-clip.ts';

/** Which classes of a model are candidates: the fewest that have the probability `share` together, or only the most probable. */
export type PredictionRule = { readonly kind: 'cumulative'; readonly share: number } | { readonly kind: 'top' };

/** Returns the candidates of all models together (one that is sure of nothing makes a large set), with the mean probabilities among them as weights. */
export function toPredictedSet({ probabilities, models }: ScoredClip, rule: PredictionRule): CandidateSet {
  const chosen = new Set([...models.values()].flatMap((each) => (rule.kind === 'top' ? [mostProbable(each)] : fewest(each, rule.share))));
  const candidates = probabilities.map((_, code) => (chosen.has(code) ? 1 : 0));
  const total = probabilities.reduce((sum, value, code) => sum + value * candidates[code]!, 0);
  return { candidates, weights: probabilities.map((value, code) => (value * candidates[code]!) / total) };
}

/** Of equal probabilities the first comes first. Probabilities are rounded, so that ten of 0.1 may have a little less than 1. */
function fewest(probabilities: readonly number[], share: number): number[] {
  const order = probabilities.map((_, code) => code).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
  let sum = 0;
  const count = order.findIndex((code) => (sum += probabilities[code]!) >= share - 1e-5);
  return count < 0 ? order : order.slice(0, count + 1);
}
