import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the cross-entropy of each row: `−Σ targets · log softmax(logits)`.
 *
 * @param logits shape `[..., C]`
 * @param targets shape `[..., C]`: one-hot, smoothed, or weighted rows
 * @returns shape `[...]`
 */
export function softmaxCrossEntropy(logits: Tensor, targets: Tensor): Tensor {
  return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), -1));
}
