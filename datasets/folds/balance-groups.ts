/** What a group brings that is to be shared out: its size first, above 0, then how much it has of each class. */
export type GroupAmounts = readonly [size: number, ...classes: number[]];

/** One or two passes are usually enough. */
const MOST_PASSES = 20;
/** Pairs of groups grow with the square; with so many groups the first distribution is even enough. */
const MOST_GROUPS_TO_SWAP = 1000;
const ROUNDING = 1e-12;

interface Sharing {
  /** Of each group: what it has of each amount, as a part of the whole. The size counts as much as all classes together. */
  readonly shares: readonly Float64Array[];
  /** Of each part: the sum of the shares in it. */
  readonly sums: readonly Float64Array[];
  /** Of each group: its part, −1 for none yet. */
  readonly partOf: number[];
}

/**
 * Shares groups out among `folds` parts so that every part has as much of each amount, as well as possible: the sum of squares of the parts' shares is made
 * small, largest group first, each to where it costs least; then two change places while that helps. No part is empty.
 *
 * @param groups at least `folds`; their order breaks ties
 * @returns the part of each group, 0 to `folds` − 1
 */
export function balanceGroups(groups: readonly GroupAmounts[], folds: number): readonly number[] {
  const shares = toShares(groups);
  const sums = Array.from({ length: folds }, () => new Float64Array(groups[0]!.length));
  const sharing = { shares, sums, partOf: new Array<number>(groups.length).fill(-1) };
  const cost = shares.map((share) => dot(share, share));
  const largestFirst = [...shares.keys()].sort((a, b) => cost[b]! - cost[a]!);
  for (const group of largestFirst) put(sharing, group, cheapestPart(sharing, group)); // An empty part costs nothing, and any other something
  if (groups.length <= MOST_GROUPS_TO_SWAP) for (let pass = 0; pass < MOST_PASSES && swapGroups(sharing); pass++);
  return sharing.partOf;
}

function toShares(groups: readonly GroupAmounts[]): Float64Array[] {
  const kinds = groups[0]!.length;
  const totals = Array.from({ length: kinds }, (_, kind) => groups.reduce((sum, group) => sum + group[kind]!, 0));
  const scale = totals.map((total, kind) => (total === 0 ? 0 : (kind === 0 ? Math.sqrt(Math.max(1, kinds - 1)) : 1) / total));
  return groups.map((group) => Float64Array.from(group, (amount, kind) => amount * scale[kind]!));
}

function cheapestPart({ shares, sums }: Sharing, group: number): number {
  const costs = sums.map((sum) => dot(sum, shares[group]!));
  return costs.indexOf(Math.min(...costs));
}

function put({ shares, sums, partOf }: Sharing, group: number, to: number): void {
  const from = partOf[group]!;
  const share = shares[group]!;
  for (let kind = 0; kind < share.length; kind++) {
    if (from >= 0) sums[from]![kind]! -= share[kind]!;
    sums[to]![kind]! += share[kind]!;
  }
  partOf[group] = to;
}

function swapGroups(sharing: Sharing): boolean {
  let changed = false;
  for (let a = 0; a < sharing.shares.length; a++) {
    for (let b = a + 1; b < sharing.shares.length; b++) {
      const [partA, partB] = [sharing.partOf[a]!, sharing.partOf[b]!];
      if (partA === partB || swapGain(sharing, a, b) <= ROUNDING) continue;
      put(sharing, a, partB);
      put(sharing, b, partA);
      changed = true;
    }
  }
  return changed;
}

/** Half of what the sum of squares falls by: with `d = b − a`, `−d · (A − B) − d · d`. */
function swapGain({ shares, sums, partOf }: Sharing, a: number, b: number): number {
  const [from, to] = [sums[partOf[a]!]!, sums[partOf[b]!]!];
  const [shareA, shareB] = [shares[a]!, shares[b]!];
  let gain = 0;
  for (let kind = 0; kind < shareA.length; kind++) {
    const difference = shareB[kind]! - shareA[kind]!;
    gain -= difference * (from[kind]! - to[kind]! + difference);
  }
  return gain;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
