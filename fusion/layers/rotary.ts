import tf from '@tensorflow/tfjs';
import { positions } from '../../runtime/ops/positions.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `x` with the pair (i, i + d/2) of the frame at position p turned by the angle `p · base^(−2i/d)` (RoPE; Su et al., 2021), so that dot
 * products depend on distances of positions only.
 *
 * @param x shape `[..., T, d]`
 * @param at positions, shape `[T]`, or `[B, T]` where `x` is `[B, H, T, d]`; default 0 … T − 1. They need not be whole
 * @throws RangeError when d is odd
 */
export function rotary(x: Tensor, base: number, at?: Tensor): Tensor {
  const [time, size] = x.shape.slice(-2) as [number, number];
  if (size % 2 === 1) throw new RangeError(`rotary: ${size} dimensions a head cannot be paired. Choose heads so that the number is even.`);
  const frequencies = tf.tensor2d(Array.from({ length: size / 2 }, (_, index) => base ** ((-2 * index) / size)), [1, size / 2]);
  const angles = tf.mul(column(at ?? positions(time)), frequencies);
  const [left, right] = tf.split(x, 2, -1) as [Tensor, Tensor];
  const [cosine, sine] = [tf.cos(angles), tf.sin(angles)];
  return tf.concat([tf.sub(tf.mul(left, cosine), tf.mul(right, sine)), tf.add(tf.mul(right, cosine), tf.mul(left, sine))], -1);
}

function column(at: Tensor): Tensor {
  return at.rank === 1 ? tf.reshape(at, [at.shape[0], 1]) : tf.reshape(at, [at.shape[0], 1, at.shape[1]!, 1]);
}
