import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `x · weight + bias`, along the last axis.
 *
 * @param x shape `[..., I]`
 * @param weight shape `[I, O]`
 * @param bias shape `[O]`
 * @returns shape `[..., O]`
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [inputs, outputs] = weight.shape as [number, number];
  const rows = x.rank === 2 ? x : tf.reshape(x, [-1, inputs]);
  const product = tf.matMul(rows, weight);
  const biased = bias === undefined ? product : tf.add(product, bias);
  return x.rank === 2 ? biased : tf.reshape(biased, [...x.shape.slice(0, -1), outputs]);
}
