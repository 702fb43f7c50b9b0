import type { Gate } from './gate.ts';
import { quantile } from '../../fusion/metrics/quantile.ts';

/** Scores of one kind of outliers. */
export interface OutlierScores {
  readonly scores: Float64Array;
  /** What a user is told of such: `"not speech"`; absent: "unlike training". */
  readonly reason?: string | undefined;
}

const STEPS = 200;
/** Share of anything else that may be called by a reason wrongly. */
const WRONG = 0.01;

/**
 * Returns what turns scores into words: the quantiles of those at home, and for each reason the score under which it is given: at most 1 % of those at home, and of each kind of outliers that is not called so, lie under it.
 *
 * @param home scores of validation, shape `[n]`, `n ≥ 1`
 */
export function calibrate(home: Float64Array, outliers: readonly OutlierScores[]): Pick<Gate, 'reference' | 'reasons'> {
  const sorted = home.toSorted();
  const names = [...new Set(outliers.flatMap(({ reason }) => reason ?? []))];
  const reasons = names.map((reason) => {
    const others = [sorted, ...outliers.filter((each) => each.reason !== reason).map(({ scores }) => scores.toSorted())];
    return { reason, under: Math.min(...others.map((scores) => quantile(scores, WRONG))) };
  });
  return { reference: Array.from({ length: STEPS + 1 }, (_, step) => quantile(sorted, step / STEPS)), reasons: reasons.sort((a, b) => a.under - b.under) };
}
