import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Sizes of an encoder. */
export interface EncoderOptions {
  /** Units of each layer. */
  readonly hidden: number;
  /** Share of the inputs dropped while training. */
  readonly dropout: number;
}

/**
 * Returns MERBench's MLP encoder of `x`: dropout, then three times a linear layer of `hidden` units and a ReLU. Its layers are
 * `0`, `1` and `2`.
 *
 * @param x shape `[B, D]`
 * @returns shape `[B, hidden]`
 */
export function mlpEncoder(scope: Scope, x: Tensor, { hidden, dropout }: EncoderOptions): Tensor {
  return ['0', '1', '2'].reduce((input, layer) => tf.relu(linear(scope.in(layer), input, hidden)), scope.dropout(x, dropout));
}
