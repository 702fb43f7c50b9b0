import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `sequence` with the backward directions turned round, so that every direction's first step comes first; and the other
 * way round, for it is its own inverse.
 *
 * @param sequence shape `[T, D, B, K]`
 * @param backward for each direction whether it goes backward in time
 */
export function readingOrder(sequence: Tensor, backward: readonly boolean[]): Tensor {
  if (backward.length === 1) return backward[0]! ? tf.reverse(sequence, 0) : sequence;
  const [length, , batch, size] = sequence.shape as [number, number, number, number];
  const parts = backward.map((turned, index) => {
    const part = sequence.slice([0, index, 0, 0], [length, 1, batch, size]);
    return turned ? tf.reverse(part, 0) : part;
  });
  return tf.concat(parts, 1);
}
