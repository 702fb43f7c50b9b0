import { STEP } from './regular-series.ts';

/** Width of the mean that counts as slow, in seconds: what is left are changes above about 2 Hz, the rate of syllables (2 to 8 Hz). */
const WIDTH = 0.56;
const REACH = Math.round(WIDTH / 2 / STEP);
const WEIGHTS = Array.from({ length: 2 * REACH - 1 }, (_, index) => 0.5 - 0.5 * Math.cos((Math.PI * (index + 1)) / REACH));

/**
 * Returns each value less the mean around it, weighted by a Hann window of 0.56 s: how fast movement deviates from the slow course, whether a smile or an open
 * mouth. Unknown neighbours are left out; an unknown value stays NaN. Of the shape of `values`, which are `STEP` apart.
 */
export function fastPart(values: Float64Array): Float64Array {
  return values.map((value, at) => {
    if (Number.isNaN(value)) return value;
    let sum = 0;
    let total = 0;
    for (const [index, weight] of WEIGHTS.entries()) {
      const neighbour = values[at + index - REACH + 1];
      if (neighbour === undefined || Number.isNaN(neighbour)) continue;
      sum += weight * neighbour;
      total += weight;
    }
    return value - sum / total;
  });
}
