/** Power in each of the bands; the result belongs to the function and is valid until its next call. */
export interface MelBands {
  /** Centre of each band in Hz. */
  readonly centres: Float64Array;
  /** Returns shape `[26]` for magnitudes of shape `[size / 2 + 1]`. */
  (magnitudes: Float64Array): Float64Array;
}

const BANDS = 26;
const toMel = (hz: number) => 1127 * Math.log(1 + hz / 700);
const toHz = (mel: number) => 700 * (Math.exp(mel / 1127) - 1);

/**
 * Returns 26 triangles of height 1 that are equally wide on the mel scale `1127 ln(1 + f / 700)` between 20 Hz and 8 kHz (or half the sample
 * rate), applied to squared magnitudes, as HTK does (Young et al., "The HTK Book", 5.4).
 *
 * @param firstBin bins below it are left out
 */
export function melBands({ size, sampleRate, firstBin }: { size: number; sampleRate: number; firstBin: number }): MelBands {
  const [low, high] = [toMel(20), toMel(Math.min(8000, sampleRate / 2))];
  const width = (high - low) / (BANDS + 1);
  const bins = Array.from({ length: size / 2 + 1 }, (_, k) => (toMel((k * sampleRate) / size) - low) / width);
  const powers = new Float64Array(BANDS);
  const toBands = (magnitudes: Float64Array) => {
    powers.fill(0);
    for (let k = firstBin; k < bins.length; k++) {
      const at = bins[k]!;
      if (at <= 0 || at >= BANDS + 1) continue;
      const power = magnitudes[k]! ** 2;
      const band = Math.floor(at);
      if (band < BANDS) powers[band] = powers[band]! + (at - band) * power;
      if (band > 0) powers[band - 1] = powers[band - 1]! + (band + 1 - at) * power;
    }
    return powers;
  };
  return Object.assign(toBands, { centres: Float64Array.from({ length: BANDS }, (_, band) => toHz(low + (band + 1) * width)) });
}
