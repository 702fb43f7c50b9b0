import { METRICS, type MetricName } from '../../../fusion/metrics/metrics.ts';
import type { RunScores } from '../run/run-event.ts';
import type { DrawnSettings, Grid } from './grid-of.ts';

/** What became of one run of a search. */
export interface SearchedRun {
  /** Name of its folder, inside that of the search: `'draws/draw-001'`, `'repeat-1'`. */
  readonly run: string;
  readonly settings: DrawnSettings;
  readonly seed: number;
  /** Undefined when it ended without: `failed` says why. */
  readonly scores?: Pick<RunScores, 'metric' | 'value' | 'mean' | 'deviation' | 'test'> | undefined;
  readonly failed?: string | undefined;
}

/** Mean and standard deviation (over n) of runs. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** A random search, as `search.json` holds it; of one that still goes on, what is known so far. */
export interface SearchResult {
  readonly complete: boolean;
  readonly metric: MetricName;
  readonly grid: Grid;
  /** Draws that are made in all. */
  readonly planned: { readonly draws: number; readonly repeats: number };
  /** Best first. */
  readonly draws: readonly SearchedRun[];
  /** Settings of the best draw; absent before the first. */
  readonly best?: DrawnSettings | undefined;
  /** Runs with the best settings and other seeds. */
  readonly repeats: readonly SearchedRun[];
  /** The repeat whose head is that of the search. */
  readonly head?: string | undefined;
  /** Of the repeats' scores, each the mean of its folds: what the search reports. */
  readonly score?: Spread | undefined;
  /** Of the repeats' test scores, where tests have known answers. */
  readonly test?: Readonly<Partial<Record<MetricName, Spread>>> | undefined;
}

/** What a result is made of. */
export interface SearchSoFar extends Pick<SearchResult, 'metric' | 'grid' | 'planned' | 'draws' | 'repeats'> {
  readonly complete: boolean;
}

/** Returns the draws in the order of their scores (the mean of the folds), the mean of the repeats, and whose head is taken: that of the first repeat that has one. */
export function toSearchResult({ complete, metric, grid, planned, draws, repeats }: SearchSoFar): SearchResult {
  const [first, ...rest] = repeats.flatMap(({ scores }) => scores ?? []);
  const ordered = draws.toSorted((a, b) => compare(metric, a, b));
  return {
    complete,
    metric,
    grid,
    planned,
    draws: ordered,
    best: Number.isFinite(ordered[0]?.scores?.mean) ? ordered[0]?.settings : undefined,
    repeats,
    head: repeats.find(({ scores }) => scores !== undefined)?.run,
    score: first && spreadOf([first, ...rest].map(({ mean }) => mean)),
    test: first?.test && Object.fromEntries((Object.keys(first.test) as MetricName[]).map((name) => [name, spreadOf([first, ...rest].map(({ test }) => test?.[name] ?? NaN))])),
  };
}

/** Negative when `a` is better, as the mean of its folds says: all examples together would flatter folds that each answer with another class. A run without a score is worse than any. Of equal ones the first stays first. */
function compare(metric: MetricName, a: SearchedRun, b: SearchedRun): number {
  const [one, other] = [a, b].map(({ scores }) => goodness(metric, scores?.mean ?? NaN)) as [number, number];
  return one === other ? 0 : other - one;
}

function goodness(metric: MetricName, value: number): number {
  if (Number.isNaN(value)) return -Infinity;
  return METRICS[metric].higherIsBetter ? value : -value;
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
