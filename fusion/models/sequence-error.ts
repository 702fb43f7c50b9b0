import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the mean squared error over the valid frames of a batch, a scalar; 0 when there is none.
 *
 * @param actual shape `[B, T, D]`
 * @param predicted the same shape
 * @param mask shape `[B, T]`: 1 where a frame counts
 */
export function sequenceError(actual: Tensor, predicted: Tensor, mask: Tensor): Tensor {
  const errors = tf.mean(tf.square(tf.sub(predicted, actual)), 2);
  return tf.div(tf.sum(tf.mul(errors, mask)), tf.maximum(tf.sum(mask), 1));
}
