import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `x` normalised along its last axis, then scaled and shifted (Ba et al., 2016): `(x − mean) / √(variance + epsilon) · gain + bias`,
 * with the variance over D (not D − 1).
 *
 * @param x shape `[..., D]`
 * @param gain shape `[D]`
 * @param bias shape `[D]`
 * @returns the shape of `x`
 */
export function layerNorm(x: Tensor, gain: Tensor, bias: Tensor, epsilon = 1e-5): Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), gain), bias);
}
