import tf from '@tensorflow/tfjs';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs';

/** Returns what was one frame before, zeros at the first: shape `[B, T, D]` as `x`. */
export function previousFrames(x: Tensor): Tensor {
  return tf.slice(tf.pad(x as Tensor3D, [[0, 0], [1, 0], [0, 0]]), [0, 0, 0], x.shape);
}
