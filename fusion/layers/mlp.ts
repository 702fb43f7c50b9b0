import tf from '@tensorflow/tfjs';
import { gelu } from '../../runtime/ops/gelu.ts';
import { linear } from './linear.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What lies between the linear layers. */
export interface MlpOptions {
  /** Units of each linear layer, the last one's being the output. */
  readonly units: readonly number[];
  /** Default `'relu'`. */
  readonly activation?: 'gelu' | 'relu' | undefined;
  /** Share of hidden units dropped while training. Default 0. */
  readonly dropout?: number | undefined;
}

/**
 * Returns a stack of linear layers `0`, `1`, …, with an activation and dropout after each but the last.
 *
 * @param x shape `[..., I]`
 * @returns shape `[..., last of units]`
 */
export function mlp(scope: Scope, x: Tensor, { units, activation = 'relu', dropout = 0 }: MlpOptions): Tensor {
  const activate = activation === 'gelu' ? gelu : tf.relu<Tensor>;
  return units.reduce((input, count, index) => {
    const layer = scope.in(String(index));
    const output = linear(layer, input, count);
    return index === units.length - 1 ? output : layer.dropout(activate(output), dropout);
  }, x);
}
