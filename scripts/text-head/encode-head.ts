import { encodeSafetensors } from '../../runtime/safetensors/encode-safetensors.ts';
import type { LinearFit } from './sparse-rows.ts';

/** What a text head consists of, before it is packed. */
export interface HeadParts {
  readonly bits: number;
  /** Of a place: `1 + byte / 20`. */
  readonly rarityBytes: Uint8Array;
  /** The classes, then valence, arousal and dominance. */
  readonly fits: readonly LinearFit[];
  readonly thresholds: readonly number[];
  /** As `calibrate` returns it. */
  readonly calibration: Float64Array;
  /** A bit for each place of a word that was seen. */
  readonly known: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Returns the file of a text head. A weight is a byte `b`: `sign(b − 128) · (|b − 128| / 127)² · scale`, so that small weights are kept finer than large ones. */
export function encodeHead({ bits, rarityBytes, fits, thresholds, calibration, known, metadata }: HeadParts): Uint8Array {
  const rows = 2 ** bits;
  const scales = Float32Array.from(fits, ({ weights }) => weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0));
  const weights = new Uint8Array(rows * fits.length);
  fits.forEach((fit, k) => {
    for (let row = 0; row < rows; row++) weights[row * fits.length + k] = toByte(fit.weights[row]! / scales[k]!);
  });
  return encodeSafetensors(
    {
      weights: { dtype: 'U8', shape: [rows, fits.length], data: weights },
      rarity: { dtype: 'U8', shape: [rows], data: rarityBytes },
      known: { dtype: 'U8', shape: [known.length], data: known },
      scales: { dtype: 'F32', shape: [fits.length], data: scales },
      biases: { dtype: 'F32', shape: [fits.length], data: Float32Array.from(fits, ({ bias }) => bias) },
      thresholds: { dtype: 'F32', shape: [thresholds.length], data: Float32Array.from(thresholds) },
      calibration: { dtype: 'F32', shape: [thresholds.length, thresholds.length + 1], data: Float32Array.from(calibration) },
    },
    metadata,
  );
}

function toByte(share: number): number {
  return 128 + Math.sign(share) * Math.round(127 * Math.sqrt(Math.abs(share)));
}
