import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { lstm } from '../layers/lstm.ts';
import type { Encoded, TranslatorOptions } from './translator.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the sums of both directions of a bidirectional LSTM: at each frame, and, through a linear layer and tanh, where the directions end.
 *
 * @param x shape `[B, T, D]`
 * @returns `joint` `[B, T, hidden]`, `state` `[B, hidden]`
 */
export function encodeJoint(scope: Scope, x: Tensor, { hidden, dropout, mask }: TranslatorOptions & { readonly mask?: Tensor }): Omit<Encoded, 'extent'> {
  const { states, last } = lstm(scope.in('lstm'), x, { hidden, mask, direction: 'both' });
  const state = tf.tanh(linear(scope.in('state'), sumOfHalves(last), hidden, { bias: false }));
  return { joint: scope.dropout(sumOfHalves(states), dropout), state };
}

function sumOfHalves(x: Tensor): Tensor {
  const [forward, backward] = tf.split(x, 2, -1) as [Tensor, Tensor];
  return tf.add(forward, backward);
}
