import type { MetricName } from '../../fusion/metrics/metrics.ts';
import type { Measured } from './measure.ts';

/** What came of a stretch: `stretch.json` in its folder. */
export interface StretchResult {
  /** The run that was stretched. */
  readonly from: string;
  readonly command: string;
  readonly metric: MetricName;
  readonly factor: number;
  /** Rows of a window and of a video. */
  readonly window: number;
  readonly target: number;
  /** Rotary base and divisor of positions by layer, before and after. */
  readonly positions: { readonly before: readonly Positions[]; readonly after: readonly Positions[] };
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Original model, the same with extended positions before training, and what was trained. */
  readonly rows: readonly StretchRow[];
  /** What the plug-in has settled for each fold; LongReD: method, weights, layers, their divergences before training. */
  readonly folds: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Rotary positions of one layer. */
export interface Positions {
  readonly base: number;
  readonly scale: number;
}

/** One line of the table. */
export interface StretchRow extends Measured {
  /** `original`, `extended`, the name of the plug-in, `long` or `mix`. */
  readonly name: string;
  readonly about: string;
}
