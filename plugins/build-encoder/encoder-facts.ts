import type { SpeechRecipe, WaveformInput } from '../../extractors/audio/encoders/speech-encoder-card.ts';
import type { PictureRecipe } from '../../extractors/visual/encoders/picture-encoder-card.ts';

/** What is known of a net on sound once its graph is made. */
export interface SpeechFacts {
  readonly kind: 'speech';
  /** Of the graph: samples, or Whisper's spectrogram. */
  readonly input: 'input_values' | 'input_features';
  /** Samples from row to row, and under one row. */
  readonly rows: { readonly hop: number; readonly field: number };
  /** Bands of the spectrogram. */
  readonly bands?: number;
  readonly dimensions: number;
  readonly layers: number;
  /** Positions in the output `logits` of a net that judges affect. */
  readonly affect?: NonNullable<SpeechRecipe['affect']>;
  /** Names of the classes of the output `logits`, in order. */
  readonly labels?: readonly string[];
  /** How samples are normalised, where no preprocessor tells. */
  readonly normalise?: WaveformInput['normalise'];
  /** Pieces that a clip is cut into, where they are not MERBench's or Whisper's. */
  readonly chunk?: SpeechRecipe['chunk'];
}

/** What is known of a net on text. */
export interface TextFacts {
  readonly kind: 'text';
  /** Most tokens that it can take, special ones included. */
  readonly longest: number;
  readonly dimensions: number;
  readonly layers: number;
  readonly vocabulary: number;
}

/** What is known of a net on pictures. */
export interface VisionFacts {
  readonly kind: 'vision';
  /** Pixels of a side. */
  readonly size: number;
  /** Length of the output `embedding`. */
  readonly dimensions: number;
  readonly layers: number;
  /** What `embedding` is. */
  readonly embedding: VisionEmbedding;
}

/** `projection` of the class token (CLIP); `class` token behind the last normalisation; `token-sum`: all tokens of the last layer, before it (MERBench's DINOv2). */
export type VisionEmbedding = PictureRecipe['embedding'];

/** What is known of an encoder. */
export type EncoderFacts = SpeechFacts | TextFacts | VisionFacts;
