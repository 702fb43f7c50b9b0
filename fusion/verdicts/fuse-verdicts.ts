import { EXPRESSIONS, type Expression, type Probabilities, type Verdict } from '../verdict.ts';
import { topExpression } from './to-verdict.ts';

/** A verdict and how much it counts, relative to the others. */
export interface WeightedVerdict {
  readonly verdict: Verdict;
  /** ≥ 0. */
  readonly weight: number;
}

/**
 * Returns the linear opinion pool of several verdicts (Stone, 1961): per class the weighted mean over those that know the
 * class, renormalised; valence and arousal are the weighted means. `measured` only when every part is.
 * A single part of positive weight comes back as it is.
 *
 * @throws RangeError when no part has a positive weight
 */
export function fuseVerdicts(parts: readonly WeightedVerdict[]): Verdict {
  const counted = parts.filter(({ weight }) => weight > 0);
  if (counted.length === 0) throw new RangeError('fuseVerdicts: no verdict with a positive weight.');
  if (counted.length === 1) return counted[0]!.verdict;
  const probabilities = poolProbabilities(counted);
  return {
    probabilities,
    expression: topExpression(probabilities),
    valence: weightedMean(counted, ({ valence }) => valence),
    arousal: weightedMean(counted, ({ arousal }) => arousal),
    valenceArousal: counted.every(({ verdict }) => verdict.valenceArousal === 'measured') ? 'measured' : 'derived',
    restsOn: [...new Set(counted.flatMap(({ verdict }) => verdict.restsOn))],
  };
}

function poolProbabilities(parts: readonly WeightedVerdict[]): Probabilities {
  const pooled: Partial<Record<Expression, number>> = {};
  let total = 0;
  for (const expression of EXPRESSIONS) {
    const knowing = parts.filter(({ verdict }) => verdict.probabilities[expression] !== undefined);
    if (knowing.length === 0) continue;
    pooled[expression] = weightedMean(knowing, (verdict) => verdict.probabilities[expression]!);
    total += pooled[expression];
  }
  for (const expression of EXPRESSIONS) if (pooled[expression] !== undefined) pooled[expression] /= total;
  return pooled;
}

function weightedMean(parts: readonly WeightedVerdict[], value: (verdict: Verdict) => number): number {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.reduce((sum, { weight, verdict }) => sum + weight * value(verdict), 0) / weights;
}
