/** Values at equal steps of time. */
export interface RegularSeries {
  /** Number of the first step: it lies at `first · step` seconds. */
  readonly first: number;
  /** NaN where nothing is known. */
  readonly values: Float64Array;
}

/** Seconds between two values: 25 a second show movement up to 8 Hz. */
export const STEP = 0.04;

/**
 * Returns values at every multiple of `STEP` between the first and the last of `times`, interpolated linearly; NaN where the values around are
 * unknown or more than `longestGap` seconds apart.
 *
 * @param times seconds, rising
 * @param values of the same length; NaN is unknown
 */
export function toRegularSeries(times: ArrayLike<number>, values: ArrayLike<number>, longestGap: number): RegularSeries {
  if (times.length === 0) return { first: 0, values: new Float64Array(0) };
  const first = Math.ceil(times[0]! / STEP - 1e-6);
  const last = Math.floor(times[times.length - 1]! / STEP + 1e-6);
  const regular = new Float64Array(Math.max(0, last - first + 1)).fill(Number.NaN);
  let after = 0;
  for (let at = 0; at < regular.length; at += 1) {
    const time = (first + at) * STEP;
    while (after < times.length - 1 && times[after]! < time - 1e-6) after += 1;
    const before = Math.abs(times[after]! - time) < 1e-6 ? after : Math.max(0, after - 1);
    regular[at] = between({ times, values, longestGap }, before, after, time);
  }
  return { first, values: regular };
}

function between({ times, values, longestGap }: { times: ArrayLike<number>; values: ArrayLike<number>; longestGap: number }, before: number, after: number, time: number): number {
  const gap = times[after]! - times[before]!;
  if (gap > longestGap) return Number.NaN;
  return gap === 0 ? values[after]! : values[before]! + ((values[after]! - values[before]!) * (time - times[before]!)) / gap;
}
