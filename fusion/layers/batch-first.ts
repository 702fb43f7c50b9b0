import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns states of shape `[T, D, B, H]` as `[B, T, D·H]`. */
export function batchFirst(states: Tensor): Tensor {
  const [length, directions, batch, hidden] = states.shape as [number, number, number, number];
  return tf.transpose(states, [2, 0, 1, 3]).reshape([batch, length, directions * hidden]);
}
