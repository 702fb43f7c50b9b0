import { melBands } from './mel-bands.ts';

const COEFFICIENTS = 4;
const LIFTER = 22;
/** HTK takes samples as whole numbers of 16 bits. */
const SCALE = 32767 ** 2;

/**
 * Returns MFCC 1 to 4 of a frame from its magnitudes as HTK computes them: log of 26 mel bands (not below 1), DCT-II scaled by √(2/26), liftered by
 * `1 + 11 sin(π n / 22)` (Young et al., "The HTK Book", 5.6). Shape `[4]`, new at each call.
 */
export function htkCepstrum({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array) => Float64Array {
  const firstBin = Math.floor((20 * size) / sampleRate + 1.5); // HTK leaves out the bin at 20 Hz and what lies below
  const toBands = melBands({ size, sampleRate, firstBin });
  const bands = toBands.centres.length;
  const basis = Array.from({ length: COEFFICIENTS }, (_, i) =>
    Float64Array.from({ length: bands }, (__, band) => Math.sqrt(2 / bands) * Math.cos((Math.PI * (i + 1) * (band + 0.5)) / bands) * (1 + (LIFTER / 2) * Math.sin((Math.PI * (i + 1)) / LIFTER))),
  );
  return (magnitudes) => {
    const logs = toBands(magnitudes).map((power) => Math.log(Math.max(1, power * SCALE)));
    return Float64Array.from(basis, (row) => row.reduce((sum, weight, band) => sum + weight * logs[band]!, 0));
  };
}
