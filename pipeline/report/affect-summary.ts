import type { Expression } from '../../fusion/verdict.ts';

/** What many verdicts say together. */
export interface AffectSummary {
  /** Share of the verdicts with each expression that occurs, largest first; sums to 1. For a single frame: its probabilities. */
  readonly shares: readonly { readonly expression: Expression; readonly share: number }[];
  /** Mean over the verdicts, in [−1, 1]; NaN when there is none. */
  readonly valence: number;
  readonly arousal: number;
  readonly valenceArousal: 'measured' | 'derived' | 'mixed';
}
