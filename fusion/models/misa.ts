import tf from '@tensorflow/tfjs';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { transformerLayer } from '../layers/transformer-layer.ts';
import { encodeModalities, type EncodedModality } from './encode-modalities.ts';
import { misaLoss } from './misa-loss.ts';
import { utteranceModel } from './utterance-model.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { FusionModel } from './fusion-model.ts';
import type { Subspaces } from './misa-loss.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `misa`, with MERBench's search. */
export const MISA_OPTIONS = {
  /** Even, for the two heads of the transformer. */
  hidden: { default: 128, minimum: 2, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
  /** Weights of the losses: a weight of 0 leaves out the loss and its parameters. */
  similarity: { default: 0.1, minimum: 0, maximum: 100, search: [0, 0.1, 0.2] },
  difference: { default: 0.1, minimum: 0, maximum: 100, search: [0, 0.1, 0.2] },
  reconstruction: { default: 0.1, minimum: 0, maximum: 100, search: [0, 0.1, 0.2] },
} as const satisfies ModelOptions;

type MisaOptions = OptionValues<typeof MISA_OPTIONS>;

/** PyTorch's defaults of a transformer layer, which the published code keeps. */
const TRANSFORMER = { heads: 2, hidden: 2048, dropout: 0.1, activation: 'relu', norm: 'after' } as const;

/**
 * Returns MISA (Hazarika et al., 2020, as in MERBench). Each modality is encoded and projected, `u_m = LayerNorm(ReLU(W_m · h_m + b_m))`,
 * then split into a private part `sigmoid(P_m · u_m + p_m)` and a shared part `sigmoid(S · u_m + s)`, S being the same for all. All
 * parts are the tokens of a transformer layer, whose outputs, side by side, go through two linear layers to size `hidden / 2`.
 * The loss is that of `misaLoss`.
 *
 * A missing modality is masked in the attention, its two outputs are zeros, and no loss sees it. Similarity is the paper's choice, the
 * central moment discrepancy, not the adversarial variant of its code.
 */
export function misa(options: MisaOptions): FusionModel {
  if (options.hidden % 2 !== 0) throw new RangeError(`misa.hidden: is ${options.hidden}, which two heads cannot share. Give an even number.`);
  return utteranceModel('misa', (scope, inputs) => {
    const parts = encodeModalities(scope, inputs, options).map((modality) => toSubspaces(scope, modality, options));
    return { features: fuseParts(scope, parts, options), loss: misaLoss(parts, options) };
  });
}

function toSubspaces(scope: Scope, { name, hidden, mask }: EncodedModality, options: MisaOptions): Subspaces {
  const layer = (part: string, input: Tensor) => linear(scope.in(part).in(name), input, options.hidden);
  const projected = layerNorm(scope.in('normalise').in(name), tf.relu(layer('project', hidden)));
  const privatePart = tf.sigmoid(layer('private', projected));
  const shared = tf.sigmoid(linear(scope.in('shared'), projected, options.hidden));
  const rebuilt = options.reconstruction > 0 ? layer('reconstruct', tf.add(privatePart, shared)) : undefined;
  return { projected, private: privatePart, shared, rebuilt, mask };
}

/** Returns `[B, hidden / 2]`. */
function fuseParts(scope: Scope, parts: readonly Subspaces[], { hidden, dropout }: MisaOptions): Tensor {
  const tokens = tf.stack([...parts.map((part) => part.private), ...parts.map(({ shared }) => shared)], 1);
  const masks = parts.map(({ mask }) => mask);
  const mask = tf.stack([...masks, ...masks], 1);
  const mixed = tf.mul(transformerLayer(scope.in('transformer'), tokens, { ...TRANSFORMER, mask }), tf.expandDims(mask, 2));
  const flat = tf.reshape(mixed, [-1, 2 * parts.length * hidden]);
  const first = linear(scope.in('fuse').in('0'), flat, parts.length * hidden);
  return linear(scope.in('fuse').in('1'), tf.relu(scope.dropout(first, dropout)), hidden / 2);
}
