import { bootstrapInterval, type BootstrapOptions } from '../../fusion/metrics/bootstrap-interval.ts';
import type { ScoreInterval } from './evaluation.ts';
import { orNull } from './score-of.ts';

/** Returns the bootstrap interval of a score, or `undefined` for fewer than two groups. */
export function toInterval<Summary>(groups: readonly Summary[], options: BootstrapOptions<Summary> & { readonly over: ScoreInterval['over'] }): ScoreInterval | undefined {
  if (groups.length < 2) return undefined;
  const { low, high, standardError, level, replicates } = bootstrapInterval(groups, options);
  return { low: orNull(low), high: orNull(high), standardError: orNull(standardError), level, replicates, over: options.over, groups: groups.length };
}
