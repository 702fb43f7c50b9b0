import type { ClipPlan } from './clip-plan.ts';
import { merbenchLengths } from './prepare-tracks.ts';
import type { Preparation } from './preparation.ts';

/** Returns the rows that a clip is padded to, by modality; `undefined` where nothing pads to a split. */
export type LongestFor = (plan: ClipPlan) => Readonly<Record<string, number>> | undefined;

/**
 * Returns the longest clip of each split, as MERBench pads: what is trained and validated on is one split, and each test set is another,
 * so that the same clip may get another number of rows of zeros in another company.
 *
 * @param most no split gets more rows than these, by modality; clips that have more are averaged
 */
export function longestOfSplit(preparation: Preparation, plans: readonly ClipPlan[], most: Readonly<Record<string, number>> = {}): LongestFor {
  if (!preparation.way.startsWith('merbench')) return () => undefined;
  const longest = new Map<string, Record<string, number>>();
  for (const plan of plans) {
    const rows = Object.fromEntries(Object.entries(plan.scanned.tracks).map(([name, { times }]) => [name, times.length] as const));
    const lengths = merbenchLengths(preparation, rows);
    const before = longest.get(splitOf(plan)) ?? {};
    longest.set(splitOf(plan), Object.fromEntries(Object.entries(lengths).map(([name, length]) => [name, Math.min(most[name] ?? Infinity, Math.max(length, before[name] ?? 1))] as const)));
  }
  return (plan) => longest.get(splitOf(plan));
}

function splitOf({ truth: { split = '' } }: ClipPlan): string {
  return /^test/i.test(split) ? split : 'train';
}
