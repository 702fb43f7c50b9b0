import type { MelFilter } from '../descriptors/mel-filters.ts';
import type { BandSettings } from './spectrogram-settings.ts';

const { fround } = Math;

/**
 * Returns the triangular filters of `torchaudio.functional.melscale_fbanks`: corners and bins come from `torch.linspace` and every step is
 * rounded to single precision. That is seen in narrow bands: where one bin lies at the foot of a triangle, its weight differs in the fourth digit.
 *
 * @param options.size size of the transform
 */
export function singlePrecisionFilters(
  { bands, min, max, scale, norm }: BandSettings,
  { sampleRate, size }: { sampleRate: number; size: number },
): MelFilter[] {
  const half = Math.floor(sampleRate / 2);
  const { toMel, toHz } = SCALES[scale];
  const frequencies = spread(0, half, Math.floor(size / 2) + 1);
  const corners = spread(toMel(min), toMel(max ?? half), bands + 2).map(toHz);
  return Array.from({ length: bands }, (_, band) => {
    const [low, centre, high] = [corners[band]!, corners[band + 1]!, corners[band + 2]!];
    const height = norm === 'slaney' ? fround(2 / fround(high - low)) : 1;
    const weights = Float64Array.from(frequencies, (hz) => {
      const rise = fround(fround(hz - low) / fround(centre - low));
      const fall = fround(fround(high - hz) / fround(high - centre));
      return fround(height * Math.max(0, Math.min(rise, fall)));
    });
    return trim(weights);
  });
}

/** `torch.linspace`: from both ends to the middle, product and sum rounded once. */
function spread(start: number, end: number, count: number): Float32Array {
  const [from, to] = [fround(start), fround(end)];
  const step = fround(fround(to - from) / (count - 1));
  return Float32Array.from({ length: count }, (_, i) => (i < Math.floor(count / 2) ? from + step * i : to - step * (count - 1 - i)));
}

function trim(weights: Float64Array): MelFilter {
  const first = Math.max(0, weights.findIndex((weight) => weight > 0));
  const last = weights.findLastIndex((weight) => weight > 0);
  return { first, weights: weights.slice(first, last + 1) };
}

const LINEAR = 200 / 3; // Hz per mel below 1 kHz
const LOGARITHMIC = Math.log(6.4) / 27; // Step of ln f per mel above it
const SCALES = {
  slaney: {
    toMel: (hz: number) => (hz < 1000 ? hz / LINEAR : 15 + Math.log(hz / 1000) / LOGARITHMIC),
    toHz: (mel: number) => (mel < 15 ? fround(fround(LINEAR) * mel) : fround(1000 * fround(Math.exp(fround(fround(LOGARITHMIC) * fround(mel - 15)))))),
  },
  htk: {
    toMel: (hz: number) => 2595 * Math.log10(1 + hz / 700),
    toHz: (mel: number) => fround(700 * fround(fround(10 ** fround(mel / 2595)) - 1)),
  },
} as const;
