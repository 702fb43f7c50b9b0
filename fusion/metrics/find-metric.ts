import { METRICS, type Metric, type MetricName } from './metrics.ts';

/** Returns the metric of that name, as a config gives it. @throws RangeError when there is none; lists those there are */
export function findMetric(name: string): Metric {
  if (!Object.hasOwn(METRICS, name)) {
    throw new RangeError(`metric: "${name}" is not known. Choose one of ${Object.keys(METRICS).join(', ')}.`);
  }
  return METRICS[name as MetricName];
}
