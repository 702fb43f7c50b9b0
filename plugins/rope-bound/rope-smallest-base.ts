import { NegativeScan } from './negative-scan.ts';
import { ropeFrequencies, type RopeSetting } from './rope-frequencies.ts';
import { similarityAt } from './similarity-at.ts';

/** What a base is looked for. */
export interface SmallestBaseOptions extends Omit<RopeSetting, 'base'> {
  /** Distances 0 … context are to hold. */
  readonly context: number;
  /** Significant digits of the bases that are tried, 1 to 6. Default 2. */
  readonly digits?: number | undefined;
  /** Bases from here on are tried. Default 1. */
  readonly from?: number | undefined;
}

/** Distances to either side of one that refuted a base at which the next base is tried first. */
const NEAR = 8;

/**
 * Returns the smallest base of `digits` significant digits with which `B_m ≥ 0` at every distance 0 … `context` (Men et al., 2024, equation 11); `Infinity`
 * where no base will do, as for heads of 2 numbers. Larger bases may fail again: the bases that hold are no interval.
 *
 * @throws RangeError when `headDim` is odd, or `context` or `digits` is no such whole number
 * @example ropeSmallestBase({ headDim: 128, context: 4000 }) // 27000
 */
export function ropeSmallestBase({ headDim, positionScale, context, digits = 2, from = 1 }: SmallestBaseOptions): number {
  if (!Number.isSafeInteger(context) || context < 0) throw new RangeError(`context: is ${context}. Give a whole number from 0 on.`);
  if (!Number.isInteger(digits) || digits < 1 || digits > 6) throw new RangeError(`digits: is ${digits}. Give a whole number from 1 to 6.`);
  let refuter = 0;
  for (const base of bases(from, digits)) {
    const frequencies = ropeFrequencies({ headDim, base, positionScale });
    const failure = negativeNear(refuter, frequencies, context) ?? new NegativeScan(frequencies, context).any(refuter);
    if (failure === undefined) return base;
    if (headDim === 2) return Infinity; // Its one frequency has no base in it
    refuter = failure;
  }
  return Infinity;
}

/** Decimal numbers of so many significant digits, as large as `from` or larger. */
function* bases(from: number, digits: number): Generator<number> {
  const lowest = 10 ** (digits - 1);
  for (let exponent = Math.floor(Math.log10(from)) - digits; exponent < 300; exponent++) {
    for (let mantissa = lowest; mantissa < 10 * lowest; mantissa++) {
      const base = Number(`${mantissa}e${exponent}`);
      if (base >= from) yield base;
    }
  }
}

/** Any distance near `centre` at which `B_m < 0`: one refutes a base as well as the first does. */
function negativeNear(centre: number, frequencies: Float64Array, context: number): number | undefined {
  for (let apart = 0; apart <= NEAR; apart++) {
    for (const distance of apart === 0 ? [centre] : [centre - apart, centre + apart]) {
      if (distance >= 0 && distance <= context && similarityAt(frequencies, distance) < 0) return distance;
    }
  }
  return undefined;
}
