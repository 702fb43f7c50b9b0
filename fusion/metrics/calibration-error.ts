import { calibrationSummary, calibrationWeight, type CalibrationSummary, type ProbabilitySeries } from './calibration-summary.ts';

/**
 * Expected calibration error of the most probable class (Naeini et al., 2015; Guo et al., 2017), over bins of equal width that
 * are closed on the right: `Σ_b w_b/w · |accuracy_b − mean confidence_b|`.
 *
 * @returns a number in `[0, 1]`; 0 is best
 * @throws RangeError when the shapes differ, no row counts, or a counted row is no distribution
 * @example calibrationError({ predicted: [0.8, 0.2, 0.4, 0.6], actual: [0, 0], classes: 2 }) // 0.4
 */
export function calibrationError(series: ProbabilitySeries): number {
  return calibrationErrorOf(calibrationSummary(series));
}

/** Returns `calibrationError` of the rows in `summary`. @throws RangeError when there is none */
export function calibrationErrorOf(summary: CalibrationSummary): number {
  const gap = summary.correct.reduce((sum, correct, bin) => sum + Math.abs(correct - summary.confidence[bin]!), 0);
  return gap / calibrationWeight(summary);
}
