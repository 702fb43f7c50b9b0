/** How the power of a frame lies over frequency. */
export interface SpectralBalance {
  /** dB: power from 1 to 5 kHz over power below 1 kHz; 0 in digital silence. */
  readonly alphaRatio: number;
  /** dB: strongest bin below 2 kHz over strongest bin from 2 to 5 kHz; 0 in digital silence. */
  readonly hammarbergIndex: number;
  /** dB / Hz. */
  readonly slope0to500: number;
  /** dB / Hz. */
  readonly slope500to1500: number;
}

const LEAST_POWER = 1e-14;

/**
 * Returns the spectral balance parameters of GeMAPS (Eyben et al. 2016, section 3.1) of a frame from its magnitudes. The slopes are those
 * of regression lines through the levels, except that the count of bins is one too small, as in the established implementation: without it they lie apart.
 */
export function spectralBalance({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array) => SpectralBalance {
  const hz = Float64Array.from({ length: size / 2 + 1 }, (_, k) => (k * sampleRate) / size);
  const low = slope(hz, { from: 0, to: 500 });
  const middle = slope(hz, { from: 500, to: 1500 });
  const levels = new Float64Array(hz.length);
  const powers = new Float64Array(hz.length);
  return (magnitudes) => {
    for (let k = 0; k < hz.length && hz[k]! <= 5000; k++) powers[k] = magnitudes[k]! ** 2;
    for (let k = 0; k < hz.length && hz[k]! <= 1500; k++) levels[k] = 10 * Math.log10(Math.max(LEAST_POWER, powers[k]!));
    return { ...ratios(powers, hz), slope0to500: low(levels), slope500to1500: middle(levels) };
  };
}

function ratios(powers: Float64Array, hz: Float64Array): Pick<SpectralBalance, 'alphaRatio' | 'hammarbergIndex'> {
  let [below1k, above1k, peakBelow2k, peakAbove2k] = [0, 0, 0, 0];
  for (let k = 0; k < hz.length && hz[k]! <= 5000; k++) {
    const power = powers[k]!;
    if (hz[k]! < 1000) below1k += power;
    else above1k += power;
    if (hz[k]! < 2000) peakBelow2k = Math.max(peakBelow2k, power);
    else peakAbove2k = Math.max(peakAbove2k, power);
  }
  return { alphaRatio: toDecibels(above1k, below1k), hammarbergIndex: toDecibels(peakBelow2k, peakAbove2k) };
}

function toDecibels(upper: number, lower: number): number {
  return upper === 0 && lower === 0 ? 0 : 10 * Math.log10(Math.max(LEAST_POWER, upper) / Math.max(LEAST_POWER, lower));
}

function slope(hz: Float64Array, { from, to }: { from: number; to: number }): (levels: Float64Array) => number {
  const first = hz.findIndex((f) => f >= from);
  const bins = hz.filter((f) => f >= from && f <= to);
  const n = bins.length - 1;
  const sum = bins.reduce((total, f) => total + f, 0);
  const spread = n * bins.reduce((total, f) => total + f * f, 0) - sum ** 2;
  return (levels) => {
    let [ofLevels, ofProducts] = [0, 0];
    for (let i = 0; i < bins.length; i++) {
      ofLevels += levels[first + i]!;
      ofProducts += levels[first + i]! * bins[i]!;
    }
    return spread === 0 ? 0 : (n * ofProducts - sum * ofLevels) / spread;
  };
}
