import { NegativeScan } from './negative-scan.ts';
import { ropeFrequencies, type RopeSetting } from './rope-frequencies.ts';

/**
 * Returns the first distance m ≤ `limit` at which rotary positions give a similar token less attention than a random one, `B_m < 0`; `undefined` where
 * there is none: a context of `limit` holds (Men et al., 2024, equation 10).
 *
 * @throws RangeError when `headDim` is odd, `base` not above 0, or `limit` no whole number from 0 on
 * @example ropeReach({ headDim: 128, base: 1e4, limit: 4096 }) // 1707
 */
export function ropeReach({ limit, ...setting }: RopeSetting & { readonly limit: number }): number | undefined {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError(`limit: is ${limit}. Give a whole number from 0 on.`);
  return new NegativeScan(ropeFrequencies(setting), limit).first();
}
