import tf from '@tensorflow/tfjs';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { maskedMean } from '../layers/masked-mean.ts';
import { transformerLayer } from '../layers/transformer-layer.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Sequence } from './sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `transformer`. */
export const TRANSFORMER_OPTIONS = {
  /** Length of a token. */
  hidden: { default: 256, minimum: 2, maximum: 4096, integer: true, search: [128, 256] },
  layers: { default: 4, minimum: 1, maximum: 48, integer: true, search: [2, 4, 6] },
  /** Each has `hidden / heads` numbers, which must be even. */
  heads: { default: 4, minimum: 1, maximum: 64, integer: true },
  /** Frames that a frame sees to either side; 0 for all. */
  window: { default: 0, minimum: 0, maximum: 100_000, integer: true },
  /** A frame sees itself and earlier ones only, so that it can be told while a video runs. */
  causal: { default: false },
  /** Base of the rotary positions; the longest clip should be far shorter. */
  rotaryBase: { default: 10_000, minimum: 1, maximum: 1e9 },
  dropout: { default: 0.1, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.3] },
} as const satisfies ModelOptions;

type TransformerModelOptions = OptionValues<typeof TRANSFORMER_OPTIONS>;

/**
 * Returns a temporal fusion transformer: pre-norm layers (Xiong et al., 2020) with GELU and rotary positions (Su et al., 2021) over one token a frame.
 *
 * A token is `Σ_m W_m · LayerNorm(x_m) + e_m` over the modalities that the frame has: a linear layer over all of them side by side, of which what is
 * missing adds nothing, and a learned vector that says which are there. One stream a modality would let attention find the offset between them, but
 * costs M² as much; the timelines are known, so the frames are joined here and only time is attended over. MulT is there for streams without one timeline.
 * The features of a clip are the mean over its frames.
 */
export function transformer(options: TransformerModelOptions): FusionModel {
  return {
    name: 'transformer',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const { sequences, extent } = toAlignedSequences('transformer', inputs, 1);
      const tokens = sequences.map((sequence) => embed(scope.in(sequence.name), sequence, options.hidden));
      const first = scope.dropout(tokens.reduce((sum, token) => tf.add(sum, token)), options.dropout);
      const last = encode(scope, first, options, extent);
      const features = layerNorm(scope.in('norm'), last);
      return { features: output === 'clip' ? maskedMean(features, extent) : tf.mul(features, tf.expandDims(extent, 2)) };
    },
  };
}

function embed(scope: Scope, { values, mask }: Sequence, hidden: number): Tensor {
  const token = linear(scope.in('token'), layerNorm(scope.in('norm'), values), hidden);
  return tf.mul(token, tf.expandDims(mask, 2));
}

function encode(scope: Scope, tokens: Tensor, { layers, heads, window, causal, rotaryBase, dropout }: TransformerModelOptions, mask: Tensor): Tensor {
  const options = { heads, mask, causal, rotaryBase, dropout, ...(window > 0 ? { window } : {}) };
  return Array.from({ length: layers }, (_, index) => scope.in(String(index))).reduce((x, layer) => transformerLayer(layer, x, options), tokens);
}
