import { METRICS, type Metric, type MetricName } from './metrics.ts';
import type { ScoreSummary } from './summarise.ts';

/**
 * Returns every metric that the summary has the parts for, by name. `ccc-arousal` needs a second column.
 *
 * @throws RangeError when a part has no row that counts
 */
export function scoreAll(summary: ScoreSummary): Partial<Record<MetricName, number>> {
  const scores: Partial<Record<MetricName, number>> = {};
  for (const [name, { needs, value }] of Object.entries(METRICS) as [MetricName, Metric][]) {
    if (needs.some((part) => summary[part] === undefined)) continue;
    if (name === 'ccc-arousal' && summary.continuous!.length < 2) continue;
    scores[name] = value(summary);
  }
  return scores;
}
