import tf from '@tensorflow/tfjs';
import { positions } from '../../runtime/ops/positions.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `x` with the pair (i, i + d/2) of frame t turned by the angle `t · base^(−2i/d)` (RoPE; Su et al., 2021), so that dot products depend
 * on distances in time only.
 *
 * @param x shape `[..., T, d]`
 * @throws RangeError when d is odd
 */
export function rotary(x: Tensor, base: number): Tensor {
  const [time, size] = x.shape.slice(-2) as [number, number];
  if (size % 2 === 1) throw new RangeError(`rotary: ${size} dimensions a head cannot be paired. Choose heads so that the number is even.`);
  const frequencies = tf.tensor2d(Array.from({ length: size / 2 }, (_, index) => base ** ((-2 * index) / size)), [1, size / 2]);
  const angles = tf.mul(tf.reshape(positions(time), [time, 1]), frequencies);
  const [left, right] = tf.split(x, 2, -1) as [Tensor, Tensor];
  const [cosine, sine] = [tf.cos(angles), tf.sin(angles)];
  return tf.concat([tf.sub(tf.mul(left, cosine), tf.mul(right, sine)), tf.add(tf.mul(right, cosine), tf.mul(left, sine))], -1);
}
