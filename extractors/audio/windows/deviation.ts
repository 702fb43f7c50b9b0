import { mean } from './mean.ts';

/** Returns the standard deviation over `n`; 0 of nothing. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
