import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the mean of the valid frames; zeros where nothing is valid.
 *
 * @param x shape `[B, T, D]`
 * @param mask float, shape `[B, T]`: 1 where a frame is valid
 * @returns shape `[B, D]`
 */
export function maskedMean(x: Tensor, mask: Tensor): Tensor {
  const sums = tf.sum(tf.mul(x, tf.expandDims(mask, 2)), 1);
  return tf.div(sums, tf.maximum(tf.sum(mask, 1, true), 1));
}
