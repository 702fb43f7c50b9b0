import type { BlockScore } from './block-measure.ts';

/** How blocks are chosen for removal, with what each does, for people. The last two look at no scores: they are there to compare with. */
export const METHODS = {
  influence: 'those that turn the states least (Block Influence)',
  angular: 'those that turn them by the smallest angle',
  magnitude: 'those that add least (Relative Magnitude)',
  sequential: 'from the first on',
  reverse: 'from the last back',
} as const;

/** One of `METHODS`. */
export type Method = keyof typeof METHODS;

/** Returns the numbers of blocks in the order in which a method removes them; of equal ones the earlier first. */
export function orderBlocks(scores: readonly BlockScore[], method: Method): number[] {
  const blocks = scores.map((_, block) => block);
  if (method === 'sequential') return blocks;
  if (method === 'reverse') return blocks.reverse();
  return blocks.sort((a, b) => scores[a]![method] - scores[b]![method] || a - b);
}
