/** Sums in each of the bands; the result belongs to the function and is valid until its next call. */
export interface MelBands {
  /** Centre of each band in Hz. */
  readonly centres: Float64Array;
  /** Returns shape `[26]` for magnitudes of shape `[size / 2 + 1]`. */
  (magnitudes: Float64Array): Float64Array;
}

/** How the bands lie. */
export interface MelBandOptions {
  /** Size of the transform. */
  readonly size: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Bins below it are left out. */
  readonly firstBin: number;
  /** Hz where the first band begins; default 20. */
  readonly low?: number;
  /** What is summed: squared magnitudes (2, default) or magnitudes (1). */
  readonly power?: 1 | 2;
}

const BANDS = 26;
const toMel = (hz: number) => 1127 * Math.log(1 + hz / 700);
const toHz = (mel: number) => 700 * (Math.exp(mel / 1127) - 1);

/**
 * Returns 26 triangles of height 1 that are equally wide on the mel scale `1127 ln(1 + f / 700)` between `low` and 8 kHz (or half the sample
 * rate), as HTK has them (Young et al., "The HTK Book", 5.4).
 */
export function melBands({ size, sampleRate, firstBin, low: lowest = 20, power: exponent = 2 }: MelBandOptions): MelBands {
  const [low, high] = [toMel(lowest), toMel(Math.min(8000, sampleRate / 2))];
  const width = (high - low) / (BANDS + 1);
  const bins = Array.from({ length: size / 2 + 1 }, (_, k) => (toMel((k * sampleRate) / size) - low) / width);
  const sums = new Float64Array(BANDS);
  const toBands = (magnitudes: Float64Array) => {
    sums.fill(0);
    for (let k = firstBin; k < bins.length; k++) {
      const at = bins[k]!;
      if (at <= 0 || at >= BANDS + 1) continue;
      const power = exponent === 2 ? magnitudes[k]! ** 2 : magnitudes[k]!;
      const band = Math.floor(at);
      if (band < BANDS) sums[band] = sums[band]! + (at - band) * power;
      if (band > 0) sums[band - 1] = sums[band - 1]! + (band + 1 - at) * power;
    }
    return sums;
  };
  return Object.assign(toBands, { centres: Float64Array.from({ length: BANDS }, (_, band) => toHz(low + (band + 1) * width)) });
}
