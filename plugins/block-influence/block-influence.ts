import { createBlockMeasure, type StateShape } from './block-measure.ts';

/**
 * Block Influence (ShortGPT, arXiv 2403.03853, eq. 1): the mean over tokens of `1 − cos(x, y)` for what goes into a block and what comes out of it.
 * The lower, the less the block turns what passes it. A token that is all zeros before or behind a block counts 0.5 there, as in the authors' code.
 *
 * @param states one row-major array `[tokens × dimensions]` for each block boundary, at least two
 * @param shape length of a token, and a mask `[tokens]` that is 0 for padding
 * @returns one score for each block, from 0 to 2
 * @throws RangeError when lengths do not fit, or no token counts
 * @example blockInfluence([Float32Array.of(1, 0), Float32Array.of(1, 1), Float32Array.of(2, 2)], { dimensions: 2 }) // [0.2929, 0]
 */
export function blockInfluence(states: readonly Float32Array[], shape: StateShape): number[] {
  const measure = createBlockMeasure(states.length - 1);
  measure.add(states, shape);
  return measure.scores().map(({ influence }) => influence);
}
