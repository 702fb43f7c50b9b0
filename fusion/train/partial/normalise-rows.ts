import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** How scores become a target: all of it to the highest, or in proportion to `score^(1/K)`. */
export type Normalisation = 'onehot' | { readonly scale: number };

const TINY = 1e-12;

/** Returns rows that sum to 1. Proportions are taken among logarithms, for small K makes powers that are no numbers. */
export function normaliseRows(scores: Tensor, kind: Normalisation): Tensor {
  if (kind === 'onehot') return tf.cast(tf.oneHot(tf.argMax(scores, 1), scores.shape[1]!), 'float32');
  const masked = tf.add(tf.log(tf.maximum(scores, TINY)), tf.mul(tf.cast(tf.lessEqual(scores, 0), 'float32'), -1e9));
  return tf.softmax(tf.div(masked, kind.scale));
}
