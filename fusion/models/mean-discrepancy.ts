import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the squared maximum mean discrepancy between codes and samples of a prior, as in the code of Tsai et al. (2019), with the kernel
 * k(x, y) = exp(−‖x − y‖² / d²): mean k(prior, prior) + mean k(codes, codes) − 2 mean k(prior, codes). Rows of weight 0 are left out.
 *
 * @param codes shape `[B, d]`
 * @param weight shape `[B, 1]`: 0 or 1
 * @param prior shape `[N, d]`
 * @returns a scalar; 0 when all weights are
 */
export function meanDiscrepancy(codes: Tensor, weight: Tensor, prior: Tensor): Tensor {
  const total = tf.sum(weight);
  const share = tf.div(weight, tf.maximum(total, 1));
  const within = tf.sum(tf.mul(kernel(codes, codes), tf.matMul(share, share, false, true)));
  const between = tf.sum(tf.matMul(kernel(prior, codes), share));
  const mean = tf.add(tf.mean(kernel(prior, prior)), tf.sub(within, tf.mul(between, 2 / prior.shape[0])));
  return tf.mul(mean, tf.minimum(total, 1));
}

function kernel(x: Tensor, y: Tensor): Tensor {
  const squares = (values: Tensor) => tf.sum(tf.square(values), 1, true);
  const products = tf.matMul(x, y, false, true);
  const distances = tf.sub(tf.add(squares(x), tf.transpose(squares(y))), tf.mul(products, 2));
  return tf.exp(tf.mul(distances, -1 / x.shape[1]! ** 2));
}
