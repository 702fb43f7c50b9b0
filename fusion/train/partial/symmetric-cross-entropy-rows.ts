import tf from '@tensorflow/tfjs';
import { crossEntropyRows } from './cross-entropy-rows.ts';
import type { Tensor } from '@tensorflow/tfjs';

const LEAST_TARGET = 1e-4;
const LEAST_PROBABILITY = 1e-7;

/** Returns `6 · (−Σ w log p) + 1 · (−Σ p log w)` of each row, shape `[B]` (Wang et al. 2019, with IRNet's factors and bounds). */
export function symmetricCrossEntropyRows(logits: Tensor, targets: Tensor): Tensor {
  const probabilities = tf.maximum(tf.softmax(logits), LEAST_PROBABILITY);
  const reverse = tf.neg(tf.sum(tf.mul(probabilities, tf.log(tf.maximum(targets, LEAST_TARGET))), 1));
  return tf.add(tf.mul(crossEntropyRows(logits, targets), 6), reverse);
}
