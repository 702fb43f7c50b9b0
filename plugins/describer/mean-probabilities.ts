import { EXPRESSIONS, type Verdict } from '../../fusion/verdict.ts';

/** Returns the mean probability of each of `EXPRESSIONS` over verdicts, 0 for a class that none knows; at least one verdict. */
export function meanProbabilities(verdicts: readonly Pick<Verdict, 'probabilities'>[]): number[] {
  return EXPRESSIONS.map((expression) => verdicts.reduce((sum, { probabilities }) => sum + (probabilities[expression] ?? 0), 0) / verdicts.length);
}
