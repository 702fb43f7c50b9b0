import type { Finding } from '../finding.ts';
import { PUBLISHED_CLASSES } from './published-counts.ts';
import { CLASSES } from './task-layouts.ts';

/** Fewer frames say little of the shares: one long video may hold a single expression. */
const FEWEST_FRAMES = 20_000;
/** Divergence from the published shares, in nats, below which the order is taken to be right: train and validation are 0.04 apart. */
const DOUBTFUL = 0.3;

/**
 * Returns a warning when the expressions of a split are as many as published in another order of the classes, but not in this one; `undefined` when they fit, when no
 * order fits much better, or when there are too few frames to tell.
 *
 * @param counts valid frames of each code, shape `[8]`
 */
export function classOrderFinding(split: 'train' | 'validation', counts: readonly number[], where: string): Finding | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < FEWEST_FRAMES) return undefined;
  const published = PUBLISHED_CLASSES[split];
  const order = bestOrder(counts, published);
  const [asIs, best] = [divergence(counts, published), divergence(counts, order.map((code) => published[code]!))];
  if (asIs < DOUBTFUL || best > asIs / 4) return undefined;
  const moved = order.flatMap((code, place) => (code === place ? [] : [`${place} looks like ${CLASSES[code]!} (${percent(counts[place]! / total)})`]));
  return {
    level: 'warning',
    code: 'class-order',
    where,
    what: `the expressions of ${split} are as many as published in another order of the classes: code ${moved.join(', ')}`,
    fix: `Codes are 0 ${CLASSES[0]} to 7 ${CLASSES[7]} (${CLASSES.join(', ')}): copy the labels from the organisers again, or number them so.`,
  };
}

/** The code that each place has in the order that fits best: classes and counts matched by rank make the likelihood greatest. */
function bestOrder(counts: readonly number[], published: readonly number[]): number[] {
  const byCount = (numbers: readonly number[]) => numbers.map((_, index) => index).sort((a, b) => numbers[b]! - numbers[a]!);
  const codes = byCount(published);
  const order = new Array<number>(counts.length);
  for (const [rank, place] of byCount(counts).entries()) order[place] = codes[rank]!;
  return order;
}

/** Kullback–Leibler divergence of the shares in `counts` from those in `published`, in nats. */
function divergence(counts: readonly number[], published: readonly number[]): number {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const [found, expected] = [sum(counts), sum(published)];
  return counts.reduce((total, count, code) => total + (count === 0 ? 0 : (count / found) * Math.log(count / found / (published[code]! / expected))), 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
