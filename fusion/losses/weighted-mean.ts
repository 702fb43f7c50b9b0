import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns Σ w·x / Σ w, a scalar; 0, with gradient 0, when all weights are 0. `values` and `weight` have one shape, and all values are finite. */
export function weightedMean(values: Tensor, weight: Tensor): Tensor {
  return weightedRatio(values, weight, weight);
}

/** Returns Σ w·x / Σ n, a scalar; 0, with gradient 0, when Σ n is 0. */
export function weightedRatio(values: Tensor, weight: Tensor, normaliser: Tensor): Tensor {
  const total = tf.sum(normaliser);
  const nothing = tf.cast(tf.equal(total, 0), 'float32');
  return tf.div(tf.sum(tf.mul(values, weight)), tf.add(total, nothing));
}
