import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

const HIDDEN = -1e9;

/**
 * Returns the softmax along the last axis over what the mask leaves; zeros where it leaves nothing.
 *
 * @param scores shape `[..., N]`, or one that is broadcast to it
 * @param mask of 0 and 1, shape `[..., N]`
 * @returns shape `[..., N]`
 */
export function maskedSoftmax(scores: Tensor, mask: Tensor): Tensor {
  return tf.mul(tf.softmax(tf.add(scores, tf.mul(tf.sub(1, mask), HIDDEN))), mask);
}
