import { normalCdf } from './normal-cdf.ts';

/** How positions are skipped: CREAM (Wu et al., 2024) prefers the middle of the long range, `uniform` prefers nothing. */
export type SkipMethod = 'cream' | 'uniform';

/** What positions are drawn for. */
export interface SkipOptions {
  readonly method: SkipMethod;
  /** T, positions of the original window; at least 3. */
  readonly window: number;
  /** T_l, positions to be reached; `⌊target / window⌋` is the factor, at least 2. */
  readonly target: number;
  /** Samples of the batch, default 1. All share the length of head and tail. */
  readonly samples?: number | undefined;
  /** Standard deviation of CREAM's factor. Default 5, whatever the target, as published. */
  readonly deviation?: number | undefined;
  /** Gives numbers in [0, 1). Asked once for the batch, then for each sample: twice with `cream` (factor, end), once with `uniform` (end). */
  readonly random: () => number;
}

/** Points at which CREAM's distribution is tabulated. */
const POINTS = 1000;

/**
 * Returns the position ids of short-to-long distillation (LongReD; Dong et al., 2025): a window of T frames that pretends to lie in a video of T_l. The
 * first h and the last h of `factor · T` ids stay, between them stand `T − 2h` ids in a row that end at a drawn place e. h is ⌊T / 3⌋ or `4 · factor`,
 * with even chances; where that leaves no middle, always ⌊T / 3⌋. The teacher gets 0 … T − 1.
 *
 * @returns for each sample shape `[T]`, strictly increasing from 0 to `factor · T − 1`
 * @throws RangeError when the window is shorter than 3, or the target shorter than two windows
 */
export function skippedPositions({ method, window, target, samples = 1, deviation = 5, random }: SkipOptions): Int32Array[] {
  if (!Number.isInteger(window) || window < 3) throw new RangeError(`skippedPositions: the window is ${window}. Give a whole number of at least 3.`);
  const factor = Math.floor(target / window);
  if (!(factor >= 2)) throw new RangeError(`skippedPositions: ${target} positions are not two windows of ${window}. Give a target of at least ${2 * window}.`);
  const ends = drawEnds(window, factor, random);
  const middle = window - 2 * ends;
  const drawFactor = method === 'cream' ? creamFactor(factor, deviation) : undefined;
  return Array.from({ length: samples }, () => {
    const reach = drawFactor === undefined ? undefined : drawFactor(random());
    const low = reach === undefined ? window - ends : Math.floor(ends + ((middle - 1) * reach) / 2);
    const high = Math.floor((reach === undefined ? factor : reach / 2) * window) - ends - 1;
    const last = low + Math.floor(random() * (high - low + 1));
    return toPositions({ window, ends, last, length: factor * window });
  });
}

function drawEnds(window: number, factor: number, random: () => number): number {
  const third = Math.floor(window / 3);
  const few = 4 * factor;
  return random() < 0.5 || 2 * few >= window ? third : few;
}

/** Returns what inverts the tabulated normal distribution of mean `1 + factor`: u in [0, 1) becomes a whole number from 2 to `2 · factor`; mass outside lands on the two. */
function creamFactor(factor: number, deviation: number): (u: number) => number {
  const points = Float64Array.from({ length: POINTS }, (_, index) => (index === POINTS - 1 ? 2 * factor : 2 + (index * (2 * factor - 2)) / (POINTS - 1)));
  const cdf = points.map((point) => normalCdf((point - 1 - factor) / deviation));
  return (u) => {
    if (u < cdf[0]!) return 2;
    if (u >= cdf.at(-1)!) return 2 * factor;
    const next = cdf.findIndex((value) => value > u);
    const share = (u - cdf[next - 1]!) / (cdf[next]! - cdf[next - 1]!);
    return Math.floor(points[next - 1]! + share * (points[next]! - points[next - 1]!));
  };
}

function toPositions({ window, ends, last, length }: { readonly window: number; readonly ends: number; readonly last: number; readonly length: number }): Int32Array {
  return Int32Array.from({ length: window }, (_, index) => {
    if (index < ends) return index;
    return index >= window - ends ? length - window + index : last - (window - ends - 1) + index;
  });
}
