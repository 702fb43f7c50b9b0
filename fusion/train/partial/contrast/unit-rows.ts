import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

const TINY = 1e-12;

/** Returns rows of length 1; a row of zeros stays. */
export function unitRows(values: Tensor): Tensor {
  return tf.div(values, tf.sqrt(tf.maximum(tf.sum(tf.square(values), 1, true), TINY)));
}
