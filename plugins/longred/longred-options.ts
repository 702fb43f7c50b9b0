import { z } from 'zod';
import type { SkipMethod } from './skipped-positions.ts';

const weight = z.number().nonnegative().nullable().default(null);

/** Options of LongReD; null: the published value for the factor, as `settleOptions` says. */
export const longredOptions = z.strictObject({
  method: z.enum(['cream', 'uniform']).nullable().default(null).describe('How positions are skipped in short-to-long distillation.'),
  shortWeight: weight.describe('α₁, weight of the distillation on short cuts.'),
  skippedWeight: weight.describe('α₂, weight of the distillation on windows with skipped positions.'),
  layers: z.int().positive().nullable().default(null).describe('M, layers that are compared on short cuts, the last among them.'),
  cut: z.int().min(2).nullable().default(null).describe('Rows of a short cut; null: an eighth of a window.'),
});

/** Options, nothing left open. */
export interface LongredSettings {
  readonly method: SkipMethod;
  readonly shortWeight: number;
  readonly skippedWeight: number;
  readonly layers: number;
  readonly cut: number;
}

/** From this factor on the published values are those for 8k → 128k, below it those for 8k → 32k. */
const FAR = 8;
/** Layers that were compared on short cuts, of 32. */
const COMPARED = 6 / 32;

/**
 * Returns the options with the published values where none are given: CREAM, α₁ = 5, α₂ = 10 for factors below 8, uniform, 2 and 15 from there on, and half as
 * many layers. M is the published share of the layers, 6 of 32, but at least 2 (near) or 1 (far); a short cut is an eighth of a window, as 1024 is of 8192.
 */
export function settleOptions(given: z.output<typeof longredOptions>, { factor, layers, window }: { readonly factor: number; readonly layers: number; readonly window: number }): LongredSettings {
  const far = factor >= FAR;
  const near = Math.max(2, Math.round(layers * COMPARED));
  return {
    method: given.method ?? (far ? 'uniform' : 'cream'),
    shortWeight: given.shortWeight ?? (far ? 2 : 5),
    skippedWeight: given.skippedWeight ?? (far ? 15 : 10),
    layers: given.layers ?? Math.min(layers, far ? Math.max(1, Math.round(near / 2)) : near),
    cut: given.cut ?? Math.max(2, Math.round(window / 8)),
  };
}
