import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns `fn(x)` as a constant: no gradient flows back to `x`. */
export function withoutGradient(fn: (x: Tensor) => Tensor, x: Tensor): Tensor {
  return tf.customGrad((input) => ({ value: fn(input as Tensor), gradFunc: () => tf.zerosLike(input as Tensor) }))(x);
}
