import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the last valid frame of each sequence; zeros where nothing is valid.
 *
 * @param x shape `[B, T, D]`
 * @param mask float, shape `[B, T]`: 1 where a frame is valid
 * @returns shape `[B, D]`
 */
export function lastValid(x: Tensor, mask: Tensor): Tensor {
  const later = tf.cumsum(mask, 1, true, true);
  const chosen = tf.mul(mask, tf.cast(tf.equal(later, 0), 'float32'));
  return tf.squeeze(tf.matMul(tf.expandDims(chosen, 1), x), [1]);
}
