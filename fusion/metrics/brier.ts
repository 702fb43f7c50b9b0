import { calibrationSummary, calibrationWeight, type CalibrationSummary, type ProbabilitySeries } from './calibration-summary.ts';

/**
 * Brier score in its original form (Brier, 1950): the mean over rows of `Σ_c (p_c − truth_c)²`, over all classes. For two classes
 * it is twice the form that looks at one of them.
 *
 * @returns a number in `[0, 2]`; 0 is best
 * @throws RangeError when the shapes differ, no row counts, or a counted row is no distribution
 * @example brier({ predicted: [0.8, 0.2, 0.4, 0.6], actual: [0, 0], classes: 2 }) // 0.4
 */
export function brier(series: ProbabilitySeries): number {
  return brierOf(calibrationSummary(series));
}

/** Returns `brier` of the rows in `summary`. @throws RangeError when there is none */
export function brierOf(summary: CalibrationSummary): number {
  return summary.squaredError / calibrationWeight(summary);
}
