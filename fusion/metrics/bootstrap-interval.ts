import { randomFor } from '../../runtime/train/random.ts';
import { quantile } from './quantile.ts';

/** A score and how far it would stray had other groups of the same kind been drawn. */
export interface Interval {
  /** Of all groups as they are. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the replicates. */
  readonly standardError: number;
  readonly level: number;
  readonly replicates: number;
  /** Replicates whose score was `NaN`; the bounds rest on the others. */
  readonly undefinedReplicates: number;
}

/** What is scored, and how often. */
export interface BootstrapOptions<Summary> {
  /** Sums up at least one summary. */
  readonly merge: (parts: readonly Summary[]) => Summary;
  readonly value: (summary: Summary) => number;
  /** 1000 when absent; ≥ 1. */
  readonly replicates?: number | undefined;
  /** Share of the replicates inside the interval, in (0, 1); 0.95 when absent. */
  readonly level?: number | undefined;
  /** 0 when absent. The same seed gives the same interval. */
  readonly seed?: number | undefined;
}

/**
 * Returns the percentile bootstrap interval (Efron, 1979) of any score. Whole groups are drawn with replacement, as many as there
 * are, so what belongs together (the frames of a clip, the clips of a speaker) stays together. A group is known by its summary,
 * hence the work does not grow with its rows. A pair of summaries gives the interval of a difference between two models.
 *
 * A class that only a few groups have is missing in some replicates and counts there as the metric says.
 *
 * @param groups at least 2
 * @returns bounds interpolated linearly between replicates; `NaN` bounds when no replicate is defined
 * @throws RangeError when there are fewer than 2 groups, or an option is out of range; passes on what `merge` and `value` throw
 */
export function bootstrapInterval<Summary>(groups: readonly Summary[], options: BootstrapOptions<Summary>): Interval {
  const { merge, value, replicates = 1000, level = 0.95, seed = 0 } = options;
  checkOptions(groups.length, replicates, level);
  const random = randomFor(seed, 'bootstrap').uniform;
  const draw = () => groups[Math.floor(random() * groups.length)]!;
  const scores = Float64Array.from({ length: replicates }, () => value(merge(Array.from(groups, draw))));
  const defined = scores.filter((score) => !Number.isNaN(score)).sort();
  return {
    value: value(merge(groups)),
    low: quantile(defined, (1 - level) / 2),
    high: quantile(defined, (1 + level) / 2),
    standardError: deviation(defined),
    level,
    replicates,
    undefinedReplicates: replicates - defined.length,
  };
}

function checkOptions(groups: number, replicates: number, level: number): void {
  if (groups < 2) throw new RangeError(`groups: ${groups} given, at least 2 are needed. Group by something finer, such as the clip.`);
  if (!(Number.isInteger(replicates) && replicates >= 1)) throw new RangeError(`replicates: ${replicates} is not a whole number ≥ 1. Give 1000.`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level: ${level} is not between 0 and 1. Give 0.95 for 95 %.`);
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
