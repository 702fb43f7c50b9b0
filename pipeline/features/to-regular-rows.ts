import type { ClipRows } from './clip-rows.ts';

/**
 * Returns rows at regular times `k / rate` from the first to the last one that there is, linear between neighbours. What follows each other at another rate in every clip
 * then does so at one.
 */
export function toRegularRows({ times, values, dimensions }: ClipRows, rate: number): ClipRows {
  const last = times.length - 1;
  const first = Math.ceil(times[0]! * rate - 1e-6);
  const count = Math.max(1, Math.floor(times[last]! * rate + 1e-6) - first + 1);
  const regular = new Float32Array(count * dimensions);
  let before = 0;
  for (let row = 0; row < count; row++) {
    const time = Math.min(Math.max((first + row) / rate, times[0]!), times[last]!);
    while (before < last - 1 && times[before + 1]! <= time) before++;
    const after = Math.min(before + 1, last);
    const share = after === before ? 0 : (time - times[before]!) / (times[after]! - times[before]!);
    for (let d = 0; d < dimensions; d++) regular[row * dimensions + d] = (1 - share) * values[before * dimensions + d]! + share * values[after * dimensions + d]!;
  }
  return { times: Float64Array.from({ length: count }, (_, row) => (first + row) / rate), values: regular, dimensions };
}
