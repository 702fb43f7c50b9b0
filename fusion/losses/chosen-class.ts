import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns shape `[N, classes]`: 1 at each item's label. A label outside 0..classes − 1 gives a row of zeros. `labels` is int32 with N elements. */
export function chosenClass(labels: Tensor, classes: number): Tensor {
  return tf.cast(tf.equal(tf.reshape(labels, [-1, 1]), tf.range(0, classes, 1, 'int32')), 'float32');
}
