import tf from '@tensorflow/tfjs';
import { positions } from '../../runtime/ops/positions.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { transformerLayer } from '../layers/transformer-layer.ts';
import type { AttentionPast } from '../layers/multi-head-attention.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import { toLayerPlans, type TransformerModelOptions } from './transformer-options.ts';
import type { ModalityInputs } from './fusion-model.ts';
import type { Sequence } from './sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Where the frames are. */
export interface FramePlaces {
  /** Position of each frame, float, shape `[T]` or `[B, T]`, divided by `positionScale` before it is used. Default 0 … T − 1. */
  readonly positions?: Tensor | undefined;
  /** Float, shape `[B, T]`: which of several clips packed into one row a frame belongs to. Default: a clip a row. Only distances count, so positions need not begin anew. */
  readonly segments?: Tensor | undefined;
  /** What came before, by layer, for frames of a stream: all of them belong to the clip. Causal only. */
  readonly past?: readonly AttentionPast[] | undefined;
  /** How many frames came before, shape `[1]`: positions go on from there. */
  readonly before?: Tensor | undefined;
}

/** What happens inside a temporal transformer. */
export interface TransformerStates {
  /** The tokens and then what each layer adds to them, before the last norm: layers + 1 tensors of shape `[B, T, D]`. */
  readonly hidden: readonly Tensor[];
  /** Attention weights of each layer, shape `[B, H, T, T]`, before dropout. */
  readonly attention: readonly Tensor[];
  /** The last hidden state after the last norm, shape `[B, T, D]`, padding included. */
  readonly frames: Tensor;
  /** Shape `[B, T]`: 1 up to the last frame of a clip. */
  readonly extent: Tensor;
  /** What frames after these need as `past`, by layer. */
  readonly next: readonly AttentionPast[];
}

/**
 * Returns the states of the `transformer` fusion model. Its parameters do not depend on bases, windows, scales or places.
 *
 * @throws RangeError when modalities differ in length, or the sizes of heads do not fit together
 */
export function temporalTransformer(scope: Scope, inputs: ModalityInputs, options: TransformerModelOptions, places: FramePlaces = {}): TransformerStates {
  const { sequences, extent } = toAlignedSequences('transformer', inputs, 1);
  const tokens = sequences.map((sequence) => embed(scope.in(sequence.name), sequence, options.hidden));
  const hidden = [scope.dropout(tokens.reduce((sum, token) => tf.add(sum, token)), options.dropout)];
  const [attention, next]: [Tensor[], AttentionPast[]] = [[], []];
  const { causal, dropout } = options;
  const mask = places.past === undefined ? extent : undefined;
  const shared = { mask, causal, dropout, segments: places.segments, positions: toPositions(places, extent.shape[1]!, options.positionScale) };
  for (const [index, plan] of toLayerPlans(options).entries()) {
    hidden.push(transformerLayer(scope.in(String(index)), hidden.at(-1)!, { ...shared, ...plan, past: places.past?.[index], onWeights: (weights) => attention.push(weights), onPast: (past) => next.push(past) }));
  }
  return { hidden, attention, frames: layerNorm(scope.in('norm'), hidden.at(-1)!), extent, next };
}

/** A token is a linear layer of a normalised modality, nothing where the frame lacks it. */
function embed(scope: Scope, { values, mask }: Sequence, hidden: number): Tensor {
  const token = linear(scope.in('token'), layerNorm(scope.in('norm'), values), hidden);
  return tf.mul(token, tf.expandDims(mask, 2));
}

function toPositions({ positions: given, before }: FramePlaces, frames: number, scale: number): Tensor | undefined {
  const places = given ?? (before === undefined ? undefined : tf.add(positions(frames), before));
  return scale === 1 ? places : tf.div(places ?? positions(frames), scale);
}
