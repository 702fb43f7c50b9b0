import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** The random numbers of one dropout site for one step, from `drawDropOut`. */
export interface DropOutNumbers {
  /** int32, as many as `x` has rows: its elements divided by the length of its last axis. */
  readonly rows: Tensor;
  /** int32, as many as the last axis of `x` has elements. */
  readonly columns: Tensor;
}

/**
 * Returns `x` with a share `rate` of its elements zeroed and the others scaled by `1 / (1 − rate)` (Srivastava et al., 2014).
 * Element (r, c) is dropped when the low 32 bits of `rows[r] · columns[c]` fall below a threshold (multiplicative hashing), so the same
 * numbers drop the same elements, and nothing but two short vectors is drawn.
 *
 * @param x shape `[..., C]`
 * @param rate in [0, 1)
 */
export function dropOut(x: Tensor, rate: number, { rows, columns }: DropOutNumbers): Tensor {
  if (rate === 0) return x;
  const product = tf.mul(tf.reshape(rows, [...x.shape.slice(0, -1), 1]), columns);
  const kept = tf.greaterEqual(product, tf.scalar(Math.round(rate * 2 ** 32) - 2 ** 31, 'int32'));
  return tf.mul(x, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)));
}
