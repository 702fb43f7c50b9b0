/** One layer of a decoder. */
export interface LayerShape {
  readonly heads: number;
  /** Each is read by `heads / kvHeads` heads in a row. */
  readonly kvHeads: number;
  readonly headDim: number;
  /** Tokens that a token sees, itself included. Absent: all before it. */
  readonly window?: number;
}

/** A decoder-only transformer: before attention and before the gated feed-forward an RMS norm, and one at the end. */
export interface DecoderShape {
  /** `model_type` of its config.json. */
  readonly family: string;
  readonly vocabulary: number;
  readonly width: number;
  /** Width of the feed-forward. */
  readonly inner: number;
  readonly epsilon: number;
  readonly layers: readonly LayerShape[];
  /** Queries, keys and values come from one matrix, `W_pack`. */
  readonly packed: boolean;
  /** Keys and values are mixed with those of the token before, by two numbers for each head (`conv_k`, `conv_v`). */
  readonly convolution: boolean;
  /** Queries and keys are normed, head by head. */
  readonly queryNorm: boolean;
  readonly bias: { readonly qkv: boolean; readonly output: boolean; readonly inner: boolean };
  /** The rows of the last matrix have length 1. */
  readonly normHead: boolean;
  /** The last matrix is that of the embeddings. */
  readonly tied: boolean;
  /** Angles by which a pair of numbers turns from token to token, shape `[headDim / 2]`. */
  readonly frequencies: (headDim: number) => Float64Array;
  /** Most tokens that it was made for. */
  readonly longest: number;
  /** Tokens that end a text. */
  readonly ends: readonly number[];
}
