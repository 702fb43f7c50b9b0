import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns a mask of shape `[T, B]` as `[T, D, B, 1]`, each direction in its own order of time. */
export function validFrames(mask: Tensor, backward: readonly boolean[]): Tensor {
  const [length, batch] = mask.shape as [number, number];
  return tf.concat(backward.map((turned) => (turned ? tf.reverse(mask, 0) : mask).reshape([length, 1, batch, 1])), 1);
}
