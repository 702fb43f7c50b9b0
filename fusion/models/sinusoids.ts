import tf from '@tensorflow/tfjs';
import { positions } from '../../runtime/ops/positions.ts';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/**
 * Returns the positions of Vaswani et al. (2017), section 3.5, with the sines of all frequencies before the cosines: `sin(t · 10000^(−2i/size))`.
 *
 * @returns shape `[time, size]`
 */
export function sinusoids(time: number, size: number): Tensor {
  const half = Math.ceil(size / 2);
  const frequencies = tf.tensor2d(Array.from({ length: half }, (_, index) => 10_000 ** ((-2 * index) / size)), [1, half]);
  const angles = tf.mul(tf.expandDims(positions(time), 1), frequencies);
  const both: Tensor2D = tf.concat([tf.sin(angles), tf.cos(angles)], 1) as Tensor2D;
  return size % 2 === 0 ? both : tf.slice(both, [0, 0], [time, size]);
}
