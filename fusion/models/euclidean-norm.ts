import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

const LEAST_SQUARE = 1e-12;

/** Returns the Euclidean norm along the last axis, which stays with size 1; at least 1e-6, so that its gradient is finite at 0. */
export function euclideanNorm(x: Tensor): Tensor {
  return tf.sqrt(tf.maximum(tf.sum(tf.square(x), -1, true), LEAST_SQUARE));
}
