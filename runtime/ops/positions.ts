import tf from '@tensorflow/tfjs';
import type { Tensor1D } from '@tensorflow/tfjs';

/** Returns 0, 1, …, count − 1 as floats. They are counted, not listed, so that a graph can be compiled for any `count`. */
export function positions(count: number): Tensor1D {
  return tf.cumsum(tf.ones([count]), 0, true);
}
