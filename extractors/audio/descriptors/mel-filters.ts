/** How a bank of mel filters is laid out. */
export interface MelOptions {
  /** Hz. */
  readonly sampleRate: number;
  /** Size of the transform; a spectrum has `size / 2 + 1` bins. */
  readonly size: number;
  /** Number of filters. */
  readonly bands: number;
  /** Hz; default 0. */
  readonly min?: number;
  /** Hz; default half the sample rate. */
  readonly max?: number;
  /** `slaney` (default): linear below 1 kHz, then logarithmic; `htk`: `2595 log10(1 + f / 700)`. */
  readonly scale?: 'slaney' | 'htk';
  /** `slaney` (default): each filter has area 1; `none`: each filter has height 1. */
  readonly norm?: 'slaney' | 'none';
  /** Whether the sides of a triangle are straight over `hertz` (default) or over `mel`, as in Kaldi, HTK and TensorFlow. */
  readonly sides?: 'hertz' | 'mel';
}

/** One triangular filter, without its zeros. */
export interface MelFilter {
  /** First bin with weight. */
  readonly first: number;
  readonly weights: Float64Array;
}

/** Returns `bands` triangular filters that overlap by half, equal to those of `librosa.filters.mel`. */
export function melFilters(options: MelOptions): MelFilter[] {
  const { sampleRate, size, bands, min = 0, max = sampleRate / 2, scale = 'slaney', norm = 'slaney', sides = 'hertz' } = options;
  const { toMel, toHz } = SCALES[scale];
  const place = sides === 'mel' ? toMel : (hz: number) => hz;
  const step = (toMel(max) - toMel(min)) / (bands + 1);
  const corners = Array.from({ length: bands + 2 }, (_, i) => toHz(toMel(min) + i * step));
  return Array.from({ length: bands }, (_, band) => {
    const [low, centre, high] = [corners[band]!, corners[band + 1]!, corners[band + 2]!];
    const height = norm === 'slaney' ? 2 / (high - low) : 1;
    const first = Math.ceil((low * size) / sampleRate);
    const last = Math.min(size / 2, Math.floor((high * size) / sampleRate));
    const weights = Float64Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
      const at = place(((first + i) * sampleRate) / size);
      const rise = (at - place(low)) / (place(centre) - place(low));
      const fall = (place(high) - at) / (place(high) - place(centre));
      return height * Math.max(0, Math.min(rise, fall));
    });
    return { first, weights };
  });
}

const LINEAR = 200 / 3; // Hz per mel below 1 kHz
const LOGARITHMIC = Math.log(6.4) / 27; // Step of ln f per mel above it (Slaney's Auditory Toolbox)
const SCALES = {
  slaney: {
    toMel: (hz: number) => (hz < 1000 ? hz / LINEAR : 15 + Math.log(hz / 1000) / LOGARITHMIC),
    toHz: (mel: number) => (mel < 15 ? mel * LINEAR : 1000 * Math.exp(LOGARITHMIC * (mel - 15))),
  },
  htk: {
    toMel: (hz: number) => 2595 * Math.log10(1 + hz / 700),
    toHz: (mel: number) => 700 * (10 ** (mel / 2595) - 1),
  },
} as const;
