/** A mix of sound and noise. */
export interface Mix {
  /** Shape `[n]`, 16 bits. New buffer. */
  readonly samples: Int16Array;
  /** What the noise was multiplied by before it was added; 0 where there was nothing to go by. */
  readonly noiseGain: number;
  /** What the sum was multiplied by to stay within 16 bits; 1 where it did. */
  readonly mixGain: number;
  /** Present where no noise could be added: a silent clip has no level to go by, silent noise none to scale. */
  readonly left?: 'silent-clip' | 'silent-noise' | 'no-sound';
}

const [HIGHEST, LOWEST] = [32_767, -32_768];

/**
 * Returns the clip with noise at a ratio of their levels, as MER-NOISE makes it: levels are root mean squares over the whole clip and over the
 * piece of noise that is used; where the sum leaves 16 bits all of it is made quieter, so that the side that goes further just fits (the ratio
 * stays); fractions are cut off towards zero.
 *
 * A silent clip, or silent noise, would be a division by zero: the clip is then left as it is, and `left` says why.
 *
 * @param clean 16-bit samples, shape `[n]`
 * @param noise shape `[n]`, of any scale
 * @param decibels level of the clip over that of the noise
 */
export function mixAtRatio(clean: Int16Array, noise: Int16Array | Float64Array, decibels: number): Mix {
  if (noise.length !== clean.length) throw new RangeError(`noise: ${noise.length} samples for ${clean.length}. Cut a piece of the length of the clip.`);
  const [cleanLevel, noiseLevel] = [level(clean), level(noise)];
  const left = clean.length === 0 ? 'no-sound' : cleanLevel === 0 ? 'silent-clip' : noiseLevel === 0 ? 'silent-noise' : undefined;
  if (left !== undefined) return { samples: clean.slice(), noiseGain: 0, mixGain: 1, left };
  const noiseGain = cleanLevel / 10 ** (decibels / 20) / noiseLevel;
  const sum = Float64Array.from(clean, (value, at) => value + noise[at]! * noiseGain);
  const mixGain = fit(sum);
  return { samples: Int16Array.from(sum, (value) => value * mixGain), noiseGain, mixGain }; // Int16Array cuts fractions off towards zero
}

function level(samples: Int16Array | Float64Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return Math.sqrt(sum / samples.length);
}

function fit(sum: Float64Array): number {
  let [high, low] = [-Infinity, Infinity];
  for (const value of sum) {
    if (value > high) high = value;
    if (value < low) low = value;
  }
  if (high <= HIGHEST && low >= LOWEST) return 1;
  return high >= Math.abs(low) ? HIGHEST / high : LOWEST / low;
}
