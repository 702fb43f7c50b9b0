import tf from '@tensorflow/tfjs';
import { gelu } from '../../runtime/ops/gelu.ts';
import { layerNorm } from './layer-norm.ts';
import { linear } from './linear.ts';
import { multiHeadAttention, type AttentionOptions } from './multi-head-attention.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A transformer layer's sizes and what its attention may see; `dropout` acts on attention weights, hidden units and both branches. */
export interface TransformerOptions extends Omit<AttentionOptions, 'dimensions'> {
  /** Units of the feed-forward part. Default 4 · D. */
  readonly hidden?: number | undefined;
  /** Normalise each branch's input (Xiong et al., 2020; default) or its sum with the input, as first published. */
  readonly norm?: 'before' | 'after' | undefined;
  /** Default `'gelu'`. */
  readonly activation?: 'gelu' | 'relu' | undefined;
}

/**
 * Returns one transformer encoder layer of `x`: self-attention, then two linear layers, each added to what it was given.
 *
 * @param x shape `[B, T, D]`
 * @returns shape `[B, T, D]`
 */
export function transformerLayer(scope: Scope, x: Tensor, { hidden = 4 * x.shape[2]!, norm = 'before', activation = 'gelu', ...options }: TransformerOptions): Tensor {
  const { dropout = 0 } = options;
  const activate = activation === 'gelu' ? gelu : tf.relu<Tensor>;
  const attention = (input: Tensor) => multiHeadAttention(scope.in('attention'), input, input, options);
  const feedForward = (input: Tensor) => {
    const units = activate(linear(scope.in('expand'), input, hidden));
    return linear(scope.in('contract'), scope.in('hidden').dropout(units, dropout), input.shape[2]!);
  };
  const add = (name: string, input: Tensor, branch: (input: Tensor) => Tensor) => {
    const normalise = (tensor: Tensor) => layerNorm(scope.in(`${name}-norm`), tensor);
    const dropped = (tensor: Tensor) => scope.in(`${name}-branch`).dropout(tensor, dropout);
    return norm === 'before' ? tf.add(input, dropped(branch(normalise(input)))) : normalise(tf.add(input, dropped(branch(input))));
  };
  return add('feed-forward', add('attention', x, attention), feedForward);
}
