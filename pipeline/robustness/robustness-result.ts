import type { Crossing } from './find-crossing.ts';
import type { GridAxis } from './grid.ts';
import type { PointScores, RobustnessMetric } from './score-points.ts';

/** All that a survey found: `results.json`. */
export interface RobustnessResult {
  readonly affekt: string;
  readonly system: { readonly name: string; readonly key: string };
  readonly corpus: { readonly kind: string; readonly root: string; readonly split?: string | undefined; readonly task?: string | undefined };
  readonly clips: number;
  readonly failed: number;
  /** Expressions among the labels, the most frequent first, with how often each occurs. */
  readonly classes: Readonly<Record<string, number>>;
  readonly metric: RobustnessMetric;
  /** What bootstrap samples are drawn of, and how many there are. */
  readonly sampled: { readonly by: 'speaker' | 'clip'; readonly count: number };
  readonly axes: readonly GridAxis[];
  readonly noise: string;
  readonly seed: number;
  readonly modalities: readonly string[];
  readonly points: readonly PointScores[];
  readonly crossing: Crossing;
  /** Things that a reader of the figures must know, a sentence each. */
  readonly notes: readonly string[];
}
