import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the mean over the clips that the mask leaves; zeros where it leaves none.
 *
 * @param x shape `[B]` or `[B, D]`
 * @param mask float, shape `[B]`
 * @returns shape `[]` or `[D]`
 */
export function maskedBatchMean(x: Tensor, mask: Tensor): Tensor {
  const sum = tf.sum(tf.mul(x, x.rank === 1 ? mask : tf.expandDims(mask, 1)), 0);
  return tf.div(sum, tf.maximum(tf.sum(mask), 1));
}
