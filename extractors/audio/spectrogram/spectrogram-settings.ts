/** A stretch of sound: a number of samples, or milliseconds, of which the whole samples count. */
export type Extent = number | { readonly milliseconds: number };

/** How sound is cut into frames. */
export interface FrameSettings {
  /** Samples under the window. */
  readonly length: Extent;
  /** From the start of a frame to the start of the next one. */
  readonly hop: Extent;
  /** Size of the transform, at least `length`; `power-of-two`: the next one from `length`. */
  readonly size: number | 'power-of-two';
  /** `hann`: periodic; `povey`: Kaldi's, a symmetric Hann window to the power 0.85; `hamming`: symmetric, 0.54 − 0.46 cos. */
  readonly window: 'hann' | 'povey' | 'hamming';
  /**
   * `none`: the first frame starts at sample 0, and only complete frames count. `zero`, `reflect`: frame `i` has its centre at
   * sample `i · hop`, the sound being continued with zeros or with its mirror image by half a transform on both sides.
   */
  readonly edges: 'none' | 'zero' | 'reflect';
  /** Whether the mean of each frame is taken away, as in Kaldi; default no. */
  readonly removeMean?: boolean;
  /** `a` of `x[n] − a x[n − 1]` within each frame, as in Kaldi; default 0. */
  readonly preEmphasis?: number;
}

/** How the bins of a spectrum are summed to bands. */
export interface BandSettings {
  readonly bands: number;
  /** Hz. */
  readonly min: number;
  /** Hz; default half the sample rate. */
  readonly max?: number;
  readonly scale: 'slaney' | 'htk';
  /** `slaney`: each triangle has area 1; `none`: height 1. */
  readonly norm: 'slaney' | 'none';
  /** Whether the sides of a triangle are straight over `hertz` or over `mel`. */
  readonly sides: 'hertz' | 'mel';
}

/** How the sum of a band becomes a level. */
export type LevelSettings =
  | {
      readonly unit: 'decibel';
      /** Smallest sum. */
      readonly least: number;
      /** Sum at 0 dB; `max`: the largest of the whole sound. */
      readonly reference: number | 'max';
      /** Levels lie at most so far below the largest one of the whole sound; default: no such limit. */
      readonly topDb?: number;
    }
  /** `ln(max(least, sum + offset))`. */
  | { readonly unit: 'nat'; readonly offset: number; readonly least: number };

/** How levels become cepstral coefficients: an orthonormal DCT-II. */
export interface CepstrumSettings {
  readonly coefficients: number;
  /** `L` of librosa's lifter `1 + L / 2 · sin(π (k + 1) / L)`; 0: none. */
  readonly lifter: number;
}

/** Everything that decides the numbers of a spectrogram: plain data. */
export interface SpectrogramSettings {
  /** Hz that the sound is brought to; absent: the sound is taken at its own rate. */
  readonly sampleRate?: number;
  readonly frames: FrameSettings;
  /**
   * `single`: window, filters and cosines are rounded as torchaudio's are, which its narrow bands and its MFCC show in the fourth digit;
   * the bins then lie evenly between 0 and `⌊sampleRate / 2⌋` Hz, the sides of triangles are straight over hertz. Default `double`.
   */
  readonly precision?: 'double' | 'single';
  /** Power of the magnitude that is summed. */
  readonly power: 1 | 2;
  readonly mel: BandSettings;
  readonly levels: LevelSettings;
  /** Absent: the levels are the result. */
  readonly cepstrum?: CepstrumSettings;
  /** Zeros are added at the end until the sound has `first + k · hop` samples; absent: none. An empty sound stays empty. */
  readonly fill?: { readonly first: number; readonly hop: number };
}
