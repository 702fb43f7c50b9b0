import { bootstrapInterval, type Interval } from './bootstrap-interval.ts';
import { METRICS, type MetricName } from './metrics.ts';
import { splitByGroup } from './split-by-group.ts';
import { mergeSummaries, summarise, type Predictions } from './summarise.ts';

/** What is scored, and what is drawn. */
export interface ScoreIntervalOptions {
  readonly metric: MetricName;
  /**
   * The group of every row, shape `[n]`, drawn as a whole: the clip of a frame, or the speaker of a clip. Rows of one group are
   * alike, so drawing them one by one would make the interval too narrow.
   */
  readonly groups: readonly string[];
  /** 1000 when absent. */
  readonly replicates?: number;
  /** 0.95 when absent. */
  readonly level?: number;
  /** 0 when absent. */
  readonly seed?: number;
}

/**
 * Returns a metric of all rows with its bootstrap interval.
 *
 * @throws RangeError when there are fewer than 2 groups, a part has another number of rows than `groups`, or the metric cannot be
 * computed of it
 * @example scoreInterval({ classes }, { metric: 'macro-f1', groups: rows.map(({ speaker }) => speaker) })
 */
export function scoreInterval(predictions: Predictions, { metric, groups, ...options }: ScoreIntervalOptions): Interval {
  const summaries = [...splitByGroup(predictions, groups).values()].map(summarise);
  return bootstrapInterval(summaries, { merge: mergeSummaries, value: METRICS[metric].value, ...options });
}
