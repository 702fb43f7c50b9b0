import { ropeFrequencies, type RopeSetting } from '../../../plugins/rope-bound/rope-frequencies.ts';
import { ropeReach } from '../../../plugins/rope-bound/rope-reach.ts';
import { ropeSmallestBase } from '../../../plugins/rope-bound/rope-smallest-base.ts';
import { similarityAt } from '../../../plugins/rope-bound/similarity-at.ts';

/** What is asked of rotary positions. */
export interface BoundQuestion extends Required<RopeSetting> {
  readonly context: number;
  /** Significant digits of the bases that are tried. */
  readonly digits: number;
}

/** How far rotary positions reach; what is `null` is not to be found. */
export interface BoundResult extends BoundQuestion {
  /** Whether `B_m ≥ 0` at all distances 0 … context. */
  readonly holds: boolean;
  /** First distance at which `B_m < 0`, looked for up to `searched`. */
  readonly reach: number | null;
  /** `B_m` there. */
  readonly similarity: number | null;
  readonly searched: number;
  /** Smallest base that holds. */
  readonly smallestBase: number | null;
  /** Smallest one that holds and is not below `base`. */
  readonly nextBase: number | null;
}

/** Distances that are looked at beyond the context. */
const FAR = 1_000_000;

/** Returns how far rotary positions reach and which bases would reach as far as the context. */
export function toBoundResult(question: BoundQuestion): BoundResult {
  const { context, base } = question;
  const searched = Math.max(FAR, context);
  const reach = ropeReach({ ...question, limit: searched }) ?? null;
  const holds = reach === null || reach > context;
  const smallestBase = finite(ropeSmallestBase(question));
  const nextBase = holds ? base : finite(ropeSmallestBase({ ...question, from: base }));
  return { ...question, holds, reach, similarity: reach === null ? null : similarityAt(ropeFrequencies(question), reach), searched, smallestBase, nextBase };
}

function finite(base: number): number | null {
  return base === Infinity ? null : base;
}
