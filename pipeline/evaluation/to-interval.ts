import { bootstrapInterval, type BootstrapOptions } from '../../fusion/metrics/bootstrap-interval.ts';
import type { ScoreInterval } from './evaluation.ts';
import { orNull } from './score-of.ts';

/** With fewer groups the bounds are rough. */
const FEWEST_GROUPS = 10;

/** Returns a sentence on an interval that rests on few groups. */
export function warnOfFew(interval: ScoreInterval | undefined): string[] {
  if (interval === undefined) return ['There is one video or clip alone, so there is no interval.'];
  return interval.groups < FEWEST_GROUPS ? [`The interval rests on ${interval.groups} ${interval.over} and is rough.`] : [];
}

/** Returns the bootstrap interval of a score, or `undefined` for fewer than two groups. */
export function toInterval<Summary>(groups: readonly Summary[], options: BootstrapOptions<Summary> & { readonly over: ScoreInterval['over'] }): ScoreInterval | undefined {
  if (groups.length < 2) return undefined;
  const { low, high, standardError, level, replicates } = bootstrapInterval(groups, options);
  return { low: orNull(low), high: orNull(high), standardError: orNull(standardError), level, replicates, over: options.over, groups: groups.length };
}
