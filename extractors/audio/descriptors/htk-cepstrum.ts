import { melBands } from './mel-bands.ts';

/** Which coefficients, and of what. */
export interface HtkCepstrumOptions {
  /** Size of the transform. */
  readonly size: number;
  /** Hz. */
  readonly sampleRate: number;
  /** How many, from 1 on. */
  readonly coefficients: number;
  /** Hz where the first mel band begins. */
  readonly low: number;
  /** Whether bands sum squared magnitudes (2) or magnitudes (1). */
  readonly power: 1 | 2;
}

const LIFTER = 22;
/** HTK takes samples as whole numbers of 16 bits. */
const SCALE = 32767;

/**
 * Returns MFCC 1 to `coefficients` of a frame from its magnitudes as HTK computes them: log of 26 mel bands (not below 1), DCT-II scaled by √(2/26), liftered by
 * `1 + 11 sin(π n / 22)` (Young et al., "The HTK Book", 5.6). Shape `[coefficients]`, new at each call.
 */
export function htkCepstrum({ size, sampleRate, coefficients, low, power }: HtkCepstrumOptions): (magnitudes: Float64Array) => Float64Array {
  const firstBin = Math.floor((low * size) / sampleRate + 1.5); // HTK leaves out the bin at `low` and what lies below
  const toBands = melBands({ size, sampleRate, firstBin, low, power });
  const bands = toBands.centres.length;
  const scale = SCALE ** power;
  const basis = Array.from({ length: coefficients }, (_, i) =>
    Float64Array.from({ length: bands }, (__, band) => Math.sqrt(2 / bands) * Math.cos((Math.PI * (i + 1) * (band + 0.5)) / bands) * (1 + (LIFTER / 2) * Math.sin((Math.PI * (i + 1)) / LIFTER))),
  );
  return (magnitudes) => {
    const logs = toBands(magnitudes).map((sum) => Math.log(Math.max(1, sum * scale)));
    return Float64Array.from(basis, (row) => row.reduce((sum, weight, band) => sum + weight * logs[band]!, 0));
  };
}
