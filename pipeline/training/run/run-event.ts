import type { MetricName } from '../../../fusion/metrics/metrics.ts';
import type { EpochRecord } from '../../../fusion/train/fold-state.ts';
import type { DrawnSettings } from '../search/grid-of.ts';
import type { SearchResult } from '../search/search-result.ts';

/** What happens while folds are trained, as it is shown, written as JSON lines, or both. */
export type RunEvent =
  | { readonly type: 'fold'; readonly fold: string; readonly index: number; readonly folds: number; /** Steps that an earlier run had taken. */ readonly from: number; /** An earlier run had come to its end. */ readonly finished: boolean }
  | { readonly type: 'steps'; readonly fold: string; readonly step: number; readonly total: number; readonly loss: number; readonly rate: number }
  | { readonly type: 'epoch'; readonly fold: string; readonly epochs: number; readonly record: EpochRecord; readonly best: boolean }
  | { readonly type: 'fold-end'; readonly fold: string; readonly epoch: number; readonly metric: MetricName; readonly score: number }
  | { readonly type: 'scores'; readonly scores: RunScores }
  | { readonly type: 'written'; readonly path: string }
  /** Of a search: a draw, or one of the runs of the best draw with other seeds, has ended; NaN when its loss was no number. */
  | { readonly type: 'draw'; readonly index: number; readonly draws: number; readonly settings: DrawnSettings; readonly metric: MetricName; readonly score: number }
  | { readonly type: 'repeat'; readonly index: number; readonly repeats: number; readonly seed: number; readonly metric: MetricName; readonly score: number }
  | { readonly type: 'search'; readonly result: SearchResult };

/** How good a run is. */
export interface RunScores {
  readonly metric: MetricName;
  /** Of all validation examples, each predicted by the fold that has not seen it. */
  readonly value: number;
  /** Of 1000 bootstrap samples of speakers, videos or clips: the middle 95 %; NaN where there is but one clip. */
  readonly interval: readonly [number, number];
  readonly intervalOver: 'clips' | 'groups';
  /** Every metric that the task has, over all validation examples. */
  readonly all: Readonly<Partial<Record<MetricName, number>>>;
  /** The chosen metric by fold, at its best epoch. */
  readonly folds: Readonly<Record<string, number>>;
  /** Mean and standard deviation (over n) of the folds. */
  readonly mean: number;
  readonly deviation: number;
  /** Test examples, predicted by the mean of all folds; absent without any. */
  readonly test?: Readonly<Partial<Record<MetricName, number>>>;
}
