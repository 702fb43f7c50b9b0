import type { LayerShape } from './config/decoder-shape.ts';
import type { WeightFormat } from './graph/linear.ts';

/** What a decoder file says of itself, in its note `affekt.decoder`. */
export interface DecoderFacts {
  /** `model_type` of the checkpoint. */
  readonly family: string;
  readonly vocabulary: number;
  /** Length of a hidden state. */
  readonly width: number;
  readonly layers: readonly LayerShape[];
  /** Its cache has the last key and value before they were mixed, too. */
  readonly convolution: boolean;
  readonly weights: WeightFormat;
  /** Hidden states that are outputs `hidden.N`: 0 is the embeddings, the number of layers the last layer after the last norm. */
  readonly taps: readonly number[];
  /** Most tokens that it was made for. */
  readonly longest: number;
  /** Tokens that end a text. */
  readonly ends: readonly number[];
}
