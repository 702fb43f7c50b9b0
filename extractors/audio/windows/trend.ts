import { mean } from './mean.ts';

/** Returns the slope of the regression line of `values` on `times`, per second; 0 when all times are equal. */
export function trend(times: readonly number[], values: readonly number[]): number {
  const centre = mean(times);
  const height = mean(values);
  const variance = mean(times.map((time) => (time - centre) ** 2));
  return variance === 0 ? 0 : mean(values.map((value, i) => (value - height) * (times[i]! - centre))) / variance;
}
