/**
 * Returns the spectral flux below 5 kHz from frame to frame: the root mean square over bins of the difference to the magnitudes of the frame before; 0 for the first frame.
 */
export function spectralFlux({ size, sampleRate }: { size: number; sampleRate: number }): (magnitudes: Float64Array) => number {
  const bins = Math.min(size / 2 + 1, Math.ceil((5000 * size) / sampleRate));
  let before: Float64Array | undefined;
  return (magnitudes) => {
    let sum = 0;
    for (let k = 0; k < bins; k++) sum += (magnitudes[k]! - (before ?? magnitudes)[k]!) ** 2;
    before ??= new Float64Array(bins);
    before.set(magnitudes.subarray(0, bins));
    return Math.sqrt(sum / bins);
  };
}
