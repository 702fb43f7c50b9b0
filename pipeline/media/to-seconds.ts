import type { TimePoint } from './media-facts.ts';

/**
 * Seconds from `zero` to `point`, as the double nearest to the exact fraction: 5,399,730 ticks of 1/9000 s are 599.97 and nothing else.
 *
 * Exact as long as the products stay below 2^53, which is years for the time bases of real containers.
 */
export function toSeconds(point: TimePoint, zero: TimePoint): number {
  const [n, d] = point.timeBase;
  const [zeroN, zeroD] = zero.timeBase;
  if (zero.ticks === 0) return (point.ticks * n) / d;
  if (n === zeroN && d === zeroD) return ((point.ticks - zero.ticks) * n) / d;
  return (point.ticks * n * zeroD - zero.ticks * zeroN * d) / (d * zeroD);
}
