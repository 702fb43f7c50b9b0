/** Turns magnitudes on a linear scale into a spectrum on a logarithmic scale. The result belongs to the function and is valid until its next call. */
export interface OctaveSpectrum {
  /** log2 of the frequency in Hz of the first point. */
  readonly first: number;
  /** Octaves between two points. */
  readonly step: number;
  readonly points: number;
  /** Returns shape `[points]` for magnitudes of shape `[points]`. */
  (magnitudes: Float64Array): Float64Array;
}

const LOWEST = 25; // Hz
/** Hz where the ear's weight is one half, found by comparison with published values; the slope of 3 per octave is that of Hermes (1988). */
const HALF_WEIGHT = 32.5;
/** Points by which the weight runs ahead, as published values at two sample rates show. */
const AHEAD = 2;
/** Bins to each side of a peak that belong to it. */
const PEAK_REACH = 2;

/**
 * Returns the spectrum that sub-harmonic summation works on (Hermes 1988, "Measurement of pitch by subharmonic summation", section I.B): what does
 * not belong to a peak is set to zero, the rest is smoothed by [¼ ½ ¼], interpolated by a natural cubic spline over log frequency at as many points from
 * 25 Hz to half the sample rate, equally far apart in octaves, and weighted for the ear by `½ + atan(3 log2(f / 32.5)) / π`, `f` being the frequency two points further up.
 */
export function octaveSpectrum({ size, sampleRate }: { size: number; sampleRate: number }): OctaveSpectrum {
  const points = size / 2 + 1;
  const first = Math.log2(LOWEST);
  const step = (Math.log2(sampleRate / 2) - first) / (points - 1);
  const octaves = Float64Array.from({ length: points }, (_, bin) => Math.log2((bin * sampleRate) / size)); // The first bin, at 0 Hz, has no place on this scale
  const place = placeOf(octaves, { first, step });
  const [kept, smooth] = [new Float64Array(points), new Float64Array(points)];
  const bend = naturalSpline(octaves);
  const result = new Float64Array(points);
  const toOctaves = (magnitudes: Float64Array) => {
    keepPeaks(magnitudes, kept);
    for (let i = 1; i < points - 1; i++) smooth[i] = (kept[i - 1]! + 2 * kept[i]! + kept[i + 1]!) / 4;
    smooth[points - 1] = (2 * kept[points - 1]! + kept[points - 2]!) / 4;
    const curvature = bend(smooth);
    for (let i = 0; i < points; i++) {
      const bin = place.bin[i]!;
      const line = smooth[bin]! + place.right[i]! * (smooth[bin + 1]! - smooth[bin]!);
      const value = line + place.leftBend[i]! * curvature[bin]! + place.rightBend[i]! * curvature[bin + 1]!;
      result[i] = value > 0 ? place.weight[i]! * value : 0;
    }
    return result;
  };
  return Object.assign(toOctaves, { first, step, points });
}

interface Place {
  readonly bin: Int32Array;
  /** How far the point lies towards the next bin, in [0, 1]. */
  readonly right: Float64Array;
  /** What the second derivatives at this and the next bin count. */
  readonly leftBend: Float64Array;
  readonly rightBend: Float64Array;
  readonly weight: Float64Array;
}

function placeOf(octaves: Float64Array, { first, step }: { first: number; step: number }): Place {
  const points = octaves.length;
  const numbers = () => new Float64Array(points);
  const place = { bin: new Int32Array(points), right: numbers(), leftBend: numbers(), rightBend: numbers(), weight: numbers() };
  for (let i = 0, bin = 1; i < points; i++) {
    const octave = first + i * step;
    while (bin < points - 2 && octaves[bin + 1]! <= octave) bin++;
    const width = octaves[bin + 1]! - octaves[bin]!;
    const right = Math.min(1, (octave - octaves[bin]!) / width);
    place.bin[i] = bin;
    place.right[i] = right;
    place.leftBend[i] = (((1 - right) ** 3 - (1 - right)) * width ** 2) / 6;
    place.rightBend[i] = ((right ** 3 - right) * width ** 2) / 6;
    place.weight[i] = 0.5 + Math.atan(3 * (octave + AHEAD * step - Math.log2(HALF_WEIGHT))) / Math.PI;
  }
  return place;
}

/** Copies what lies near a peak; the first bin counts as one, and the whole of a rise that begins there, as published values show. */
function keepPeaks(magnitudes: Float64Array, kept: Float64Array): void {
  const n = magnitudes.length;
  kept.fill(0);
  let rise = 0;
  while (rise < n - 1 && magnitudes[rise + 1]! >= magnitudes[rise]!) rise++;
  kept.set(magnitudes.subarray(0, Math.max(rise, PEAK_REACH) + 1));
  for (let i = 1; i < n - 1; i++) {
    if (magnitudes[i]! <= magnitudes[i - 1]! || magnitudes[i]! < magnitudes[i + 1]!) continue;
    for (let j = Math.max(0, i - PEAK_REACH); j <= Math.min(n - 1, i + PEAK_REACH); j++) kept[j] = magnitudes[j]!;
  }
}

/** Second derivatives of the natural cubic spline from the second of the given places to the last. */
function naturalSpline(places: Float64Array): (values: Float64Array) => Float64Array {
  const points = places.length;
  const width = (i: number) => places[i + 1]! - places[i]!;
  const [pivot, factor] = [new Float64Array(points), new Float64Array(points)];
  for (let i = 2; i < points - 1; i++) {
    pivot[i] = 2 * (width(i - 1) + width(i)) - width(i - 1) * factor[i - 1]!;
    factor[i] = width(i) / pivot[i]!;
  }
  const inside = (of: (i: number) => number) => Float64Array.from({ length: points }, (_, i) => (i < 2 || i === points - 1 ? 0 : of(i) / pivot[i]!));
  const [toRight, toLeft, carried] = [inside((i) => 6 / width(i)), inside((i) => 6 / width(i - 1)), inside((i) => width(i - 1))];
  const second = new Float64Array(points);
  return (values) => {
    for (let i = 2; i < points - 1; i++) second[i] = toRight[i]! * (values[i + 1]! - values[i]!) - toLeft[i]! * (values[i]! - values[i - 1]!) - carried[i]! * second[i - 1]!;
    for (let i = points - 2; i > 1; i--) second[i] = second[i]! - factor[i]! * second[i + 1]!;
    return second;
  };
}
