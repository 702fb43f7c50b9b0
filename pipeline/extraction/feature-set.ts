import type { Transcript } from '../../extractors/text/transcript.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { MediaTools } from '../media/media-tools.ts';

/** Sound of one clip as a feature is measured on it: mono, from time 0 of the clip's clock on. */
export interface FeatureSound {
  readonly pieces: AsyncIterable<Float32Array>;
  /** Hz. */
  readonly sampleRate: number;
  readonly signal: AbortSignal;
}

/** What is said in one clip. */
export interface FeatureWords {
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
}

/** The pictures of one clip. */
export interface FeaturePictures {
  readonly facts: MediaFacts;
  readonly tools: MediaTools;
  readonly signal: AbortSignal;
}

/** What is measured at one moment. */
export interface FeatureRow {
  /** Seconds on the clip's clock: the start of the frame or its middle, as is the custom with the feature. */
  readonly time: number;
  /** Shape `[names.length]`. */
  readonly values: ArrayLike<number>;
}

/** One row for a whole clip. */
export interface UtteranceFeature<Input> {
  readonly names: readonly string[];
  /** Resolves with shape `[names.length]`; nothing where the clip is too short, or nothing is said. */
  extract(input: Input): Promise<ArrayLike<number> | undefined>;
}

/** One row for each frame of a clip. */
export interface FrameFeature<Input> {
  readonly names: readonly string[];
  /** Seconds between two frames. */
  readonly hop: number;
  /** Middle of the first frame in seconds. */
  readonly middle: number;
  extract(input: Input): AsyncIterable<FeatureRow>;
}

interface AnySet<Input> {
  readonly utt: UtteranceFeature<Input>;
  readonly frame: FrameFeature<Input>;
  /** What made the numbers, where names and the version of affekt do not tell: plain data that is written beside them. */
  readonly provenance?: Readonly<Record<string, unknown>>;
}

/** A feature of sound. */
export interface SoundSet extends AnySet<FeatureSound> {
  readonly of: 'sound';
  /** Hz at which sound that is stored at `stored` Hz is read. */
  sampleRate(stored: number): number;
}

/** A feature of what is said. Frames have gaps where nobody speaks. */
export interface WordSet extends AnySet<FeatureWords> {
  readonly of: 'words';
  /** Resolves with the rows of all tokens in order, shape `[T, names.length]`, which have no times: MERTools' frames of text. */
  tokens(input: FeatureWords): Promise<Float32Array | undefined>;
}

/** A feature of pictures. Frames have gaps where there is nothing to measure. */
export interface PictureSet extends AnySet<FeaturePictures> {
  readonly of: 'pictures';
}

/** A feature that `affekt extract` can measure. */
export type FeatureSet = SoundSet | WordSet | PictureSet;
