import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the rows of `table` that `indices` name.
 *
 * @param table shape `[V, D]`
 * @param indices int32 in [0, V), any shape `[...]`
 * @returns shape `[..., D]`
 */
export function embedding(table: Tensor, indices: Tensor): Tensor {
  return tf.gather(table, indices);
}
