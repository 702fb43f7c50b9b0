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
 * of regression lines through the levels, bins at the edges of a band counting as far as they lie in it, as the established implementation has them: the count of bins is one too small, and what an edge
 * counts enters the sum of squares squared.
 */
export function spectralBalance({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array) => SpectralBalance {
  const hz = Float64Array.from({ length: size / 2 + 1 }, (_, k) => (k * sampleRate) / size);
  const binWidth = sampleRate / size;
  const low = slope(binWidth, { from: 0, to: 500 });
  const middle = slope(binWidth, { from: 500, to: 1500 });
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

function slope(binWidth: number, { from, to }: { from: number; to: number }): (levels: Float64Array) => number {
  const [start, end] = [from / binWidth, to / binWidth];
  const [first, last] = [Math.floor(start), Math.floor(end)];
  const weights = new Float64Array(last - first + 1).fill(1);
  weights[0] = 1 - (start - first);
  if (end > last) weights[last - first] = end - last;
  const hz = weights.map((weight, i) => weight * (first + i) * binWidth);
  const n = last - first;
  const sum = hz.reduce((total, f) => total + f, 0);
  const spread = n * hz.reduce((total, f) => total + f * f, 0) - sum ** 2;
  return (levels) => {
    let [ofLevels, ofProducts] = [0, 0];
    for (let i = 0; i < weights.length; i++) {
      ofLevels += levels[first + i]! * weights[i]!;
      ofProducts += levels[first + i]! * hz[i]!;
    }
    return spread === 0 ? 0 : (n * ofProducts - sum * ofLevels) / spread;
  };
}
