import type { longredOptions } from '../../plugins/longred/longred-options.ts';
import type { z } from 'zod';

/** How far a run is stretched, and how. */
export interface StretchOptions {
  /** How many windows long whole videos are; this or `context`. */
  readonly factor?: number | undefined;
  /** Seconds that the model is to take at once. */
  readonly context?: number | undefined;
  /** How positions reach farther: by a larger rotary base, or squeezed into what was trained (position interpolation). */
  readonly scaling: 'base' | 'interpolation';
  /** Rotary base; null: the smallest that the bound allows. */
  readonly base: number | null;
  readonly epochs: number;
  /** Null: half as many rows of whole videos in a step as the run had rows of windows. */
  readonly batch: number | null;
  /** Null: the run's. */
  readonly learningRate: number | null;
  readonly longred: z.output<typeof longredOptions>;
  /** Whether the two baselines are trained too. */
  readonly baselines: boolean;
  readonly seed: number;
}
