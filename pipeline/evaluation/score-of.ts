import { findMetric } from '../../fusion/metrics/find-metric.ts';
import type { ScoreSummary } from '../../fusion/metrics/summarise.ts';

/** Returns a metric; NaN where it is not defined: no row of a kind counts, or both series are constant and equal (0/0). */
export function scoreOf(name: string, summary: ScoreSummary): number {
  try {
    return findMetric(name).value(summary);
  } catch (error) {
    if (error instanceof RangeError) return NaN; // A clip without labels of one kind
    throw error;
  }
}

/** Returns a figure as JSON can hold it: null for what is no number. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Returns metrics by name. */
export function scoresOf(names: readonly string[], summary: ScoreSummary): Record<string, number | null> {
  return Object.fromEntries(names.map((name) => [name, orNull(scoreOf(name, summary))]));
}
