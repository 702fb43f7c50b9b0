import { calibrationSummary, calibrationWeight, type CalibrationSummary, type ProbabilitySeries } from './calibration-summary.ts';

/**
 * Mean negative log-likelihood of the true class, in nats: `−Σw ln p / Σw`. A probability below 2⁻⁵² counts as 2⁻⁵².
 *
 * @returns a number ≥ 0; 0 is best
 * @throws RangeError when the shapes differ, no row counts, or a counted row is no distribution
 * @example negativeLogLikelihood({ predicted: [0.8, 0.2, 0.4, 0.6], actual: [0, 0], classes: 2 }) // 0.56972
 */
export function negativeLogLikelihood(series: ProbabilitySeries): number {
  return negativeLogLikelihoodOf(calibrationSummary(series));
}

/** Returns `negativeLogLikelihood` of the rows in `summary`. @throws RangeError when there is none */
export function negativeLogLikelihoodOf(summary: CalibrationSummary): number {
  return summary.logLoss / calibrationWeight(summary);
}
