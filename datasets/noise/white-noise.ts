import type { ClipRandom } from './clip-random.ts';

/** Returns normal random numbers, shape `[length]` (Box and Muller, 1958). */
export function whiteNoise(random: ClipRandom, length: number): Float64Array {
  return Float64Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform()));
}
