/** How rotary positions are made. */
export interface RopeSetting {
  /** Numbers in a head, d: even. */
  readonly headDim: number;
  readonly base: number;
  /** Positions are divided by it (position interpolation). Default 1. */
  readonly positionScale?: number | undefined;
}

/**
 * Returns the angle by which one step turns each pair: `θ_i = base^(−2i/d) / positionScale`, i = 0 … d/2 − 1.
 *
 * @throws RangeError when d is no even number from 2 on, or base or scale is not above 0
 */
export function ropeFrequencies({ headDim, base, positionScale = 1 }: RopeSetting): Float64Array {
  if (!Number.isInteger(headDim) || headDim < 2 || headDim % 2 === 1) throw new RangeError(`headDim: is ${headDim}. Give an even number from 2 on.`);
  if (!(base > 0 && base < Infinity)) throw new RangeError(`base: is ${base}. Give a number above 0.`);
  if (!(positionScale > 0 && positionScale < Infinity)) throw new RangeError(`positionScale: is ${positionScale}. Give a number above 0.`);
  return Float64Array.from({ length: headDim / 2 }, (_, index) => base ** ((-2 * index) / headDim) / positionScale);
}
