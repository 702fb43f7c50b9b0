/** Where the energy of one spectrum lies. Every figure is finite, and none changes when the sound gets louder or softer. */
export interface SpectralShape {
  /** Mean frequency, weighted by magnitude, in Hz; 0 in silence. */
  readonly centroid: number;
  /** Standard deviation about the centroid, weighted by magnitude, in Hz; 0 in silence. */
  readonly spread: number;
  /** Frequency below which 85 % of the magnitude lies, in Hz; 0 in silence. */
  readonly rolloff: number;
  /** Geometric over arithmetic mean of the power, in [0, 1]: 0 for a tone, 0.56 for white noise; 0 in silence. */
  readonly flatness: number;
  /** Regression of the level on frequency up to 500 Hz, in dB per kHz. */
  readonly slopeLow: number;
  /** The same from 500 to 1500 Hz. */
  readonly slopeHigh: number;
  /** Level of 50–1000 Hz over 1–5 kHz, in dB. */
  readonly alphaRatio: number;
  /** Strongest bin up to 2 kHz over strongest bin from 2 to 5 kHz, in dB. */
  readonly hammarberg: number;
}

const SILENCE = 1e-12; // Power below which a bin says nothing
const ROLLOFF = 0.85;

/** Returns the shape of a power spectrum of shape `[bins]` whose last bin lies at half the sample rate. */
export function spectralShape(power: Float64Array, sampleRate: number): SpectralShape {
  const width = sampleRate / 2 / (power.length - 1);
  const bin = (hz: number): number => Math.min(power.length, Math.ceil(hz / width));
  return {
    ...moments(power, width),
    flatness: flatness(power),
    slopeLow: slope(power, width, [1, bin(500) + 1]),
    slopeHigh: slope(power, width, [bin(500), bin(1500) + 1]),
    alphaRatio: decibels(sum(power, bin(50), bin(1000))) - decibels(sum(power, bin(1000), bin(5000))),
    hammarberg: decibels(peak(power, 0, bin(2000))) - decibels(peak(power, bin(2000), bin(5000))),
  };
}

function moments(power: Float64Array, width: number): Pick<SpectralShape, 'centroid' | 'spread' | 'rolloff'> {
  let total = 0;
  let first = 0;
  let second = 0;
  for (let k = 0; k < power.length; k++) {
    const magnitude = Math.sqrt(power[k]!);
    total += magnitude;
    first += magnitude * k;
    second += magnitude * k * k;
  }
  if (total * total < SILENCE) return { centroid: 0, spread: 0, rolloff: 0 };
  const mean = first / total;
  const spread = Math.sqrt(Math.max(0, second / total - mean * mean));
  return { centroid: mean * width, spread: spread * width, rolloff: rolloffBin(power, total) * width };
}

function rolloffBin(power: Float64Array, total: number): number {
  let below = 0;
  for (let k = 0; k < power.length; k++) {
    below += Math.sqrt(power[k]!);
    if (below >= ROLLOFF * total) return k;
  }
  return power.length - 1;
}

function flatness(power: Float64Array): number {
  const mean = sum(power, 0, power.length) / power.length;
  if (mean < SILENCE) return 0;
  let logarithms = 0;
  for (const value of power) logarithms += Math.log(Math.max(1e-10, value / mean));
  return Math.exp(logarithms / power.length);
}

function slope(power: Float64Array, width: number, [from, to]: readonly [number, number]): number {
  const centre = (from + to - 1) / 2;
  let covariance = 0;
  let variance = 0;
  for (let k = from; k < to; k++) {
    covariance += (k - centre) * decibels(power[k]!);
    variance += (k - centre) ** 2;
  }
  return (covariance / variance / width) * 1000;
}

function sum(power: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let k = from; k < to; k++) total += power[k]!;
  return total;
}

function peak(power: Float64Array, from: number, to: number): number {
  let highest = 0;
  for (let k = from; k < to; k++) highest = Math.max(highest, power[k]!);
  return highest;
}

function decibels(power: number): number {
  return 10 * Math.log10(Math.max(SILENCE, power));
}
