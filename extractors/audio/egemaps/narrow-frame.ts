/** A frame at another sample rate, made from its spectrum. */
export interface NarrowFrame {
  /** How many bins of the spectrum it is made from. */
  readonly bins: number;
  /** Takes `[re, im]` of each of them, shape `[2 · bins]`; returns the samples, which belong to the function and are valid until its next call. */
  (spectrum: Float64Array): Float64Array;
}

/** What the spectrum is of: `length` samples at `sampleRate` Hz, padded with zeros to `size`. */
export interface NarrowFrameOptions {
  readonly length: number;
  readonly size: number;
  readonly sampleRate: number;
  /** Hz. */
  readonly to: number;
}

/**
 * Returns the inverse transform of a spectrum at the sample rate `to`: as many samples as the frame lasts, from the beginning of the padding on, of which half lies before the
 * frame; from half as many bins as samples, each counted twice. The spectrum is that of the frame with all zeros after it. That the end of the frame is lost and that
 * bins are counted so are of the established implementation: its published formants come out in no other way, see docs/egemaps.md.
 */
export function narrowFrame({ length, size, sampleRate, to }: NarrowFrameOptions): NarrowFrame {
  const samples = new Float64Array(Math.round((length * to) / sampleRate));
  const bins = Math.min(samples.length >> 1, size / 2);
  const pairs = (samples.length + 1) >> 1;
  const middle = (samples.length - 1) / 2;
  const perSample = sampleRate / (size * to);
  const turned = { re: new Float64Array(bins), im: new Float64Array(bins) };
  const turns = Float64Array.from({ length: bins }, (_, k) => 2 * Math.PI * k * (middle * perSample - (size - length) / 2 / size));
  const [turnCos, turnSin] = [turns.map(Math.cos), turns.map(Math.sin)];
  const angles = Array.from({ length: pairs }, (_, m) => Float64Array.from({ length: bins }, (__, k) => 2 * Math.PI * k * (samples.length - 1 - m - middle) * perSample));
  const [cosines, sines] = [angles.map((row) => row.map(Math.cos)), angles.map((row) => row.map(Math.sin))];
  const toSamples = (spectrum: Float64Array) => {
    for (let k = 0; k < bins; k++) {
      turned.re[k] = 2 * (spectrum[2 * k]! * turnCos[k]! - spectrum[2 * k + 1]! * turnSin[k]!);
      turned.im[k] = 2 * (spectrum[2 * k]! * turnSin[k]! + spectrum[2 * k + 1]! * turnCos[k]!);
    }
    for (let m = 0; m < pairs; m++) {
      const [even, odd] = [product(cosines[m]!, turned.re), product(sines[m]!, turned.im)];
      samples[m] = even + odd; // As far before the middle as the other lies after it
      samples[samples.length - 1 - m] = even - odd;
    }
    return samples;
  };
  return Object.assign(toSamples, { bins });
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
