import { melBands } from '../descriptors/mel-bands.ts';

const LEAST_POWER = 9.3e-10;
/** Exponent of the power law of hearing (Hermansky 1990). */
const COMPRESSION = 0.33;

/**
 * Returns the loudness of a frame from its magnitudes: the mean over 26 mel bands of `(E(f) power) ^ 0.33`, with the equal-loudness curve
 * of Hermansky (1990, "Perceptual linear predictive analysis of speech", eq. 8) in the form for more than 5 kHz.
 */
export function loudness({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array) => number {
  const toBands = melBands({ size, sampleRate, firstBin: 1 });
  const weights = Float64Array.from(toBands.centres, equalLoudness);
  return (magnitudes) => {
    const powers = toBands(magnitudes);
    let sum = 0;
    for (let band = 0; band < powers.length; band++) sum += Math.max(LEAST_POWER, powers[band]! * weights[band]!) ** COMPRESSION;
    return sum / powers.length;
  };
}

/** Weight of the ear at `hz`. The last factor falls off above 4.6 kHz; its power and scale were found by comparison, see docs/egemaps.md. */
function equalLoudness(hz: number): number {
  const omega = 2 * Math.PI * hz;
  const square = omega ** 2;
  const upTo5kHz = ((square + 56.8e6) * square ** 2) / ((square + 6.3e6) ** 2 * (square + 0.38e9));
  return (1e32 * upTo5kHz) / (omega ** 7 + 1.7e31);
}
