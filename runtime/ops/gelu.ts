import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns the Gaussian error linear unit (Hendrycks and Gimpel, 2016) of each element: `x · Φ(x) = x / 2 · (1 + erf(x / √2))`, exactly. */
export function gelu(x: Tensor): Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
}
