import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Which pairs a contrast is of, shape `[B, N]` each, 0 or 1. */
export interface ContrastPairs {
  /** Those that are drawn together; at least one that counts in each row. */
  readonly positives: Tensor;
  /** Those that are compared with at all. */
  readonly counted: Tensor;
}

/** Returns the mean of −log(share of a positive among all) over the positives of each row, shape `[B]` (Khosla et al. 2020); with one positive MoCo's loss. `similarities` `[B, N]` are divided by the temperature. */
export function contrastiveRows(similarities: Tensor, { positives, counted }: ContrastPairs): Tensor {
  const shares = tf.logSoftmax(tf.add(similarities, tf.mul(tf.sub(1, counted), -1e9)));
  const wanted = tf.mul(positives, counted);
  return tf.neg(tf.div(tf.sum(tf.mul(wanted, shares), 1), tf.maximum(tf.sum(wanted, 1), 1)));
}
