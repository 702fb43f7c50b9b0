import tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** What additive attention looks over. */
export interface AdditiveMemory {
  /** Shape `[B, S, H]`. */
  readonly values: Tensor;
  /** The keys' part of the hidden layer, shape `[B, S, H]`. */
  readonly keys: Tensor;
  /** Shape `[H, H]`. */
  readonly query: Tensor;
  /** Shape `[H, 1]`. */
  readonly score: Tensor;
  /** Added to the scores: a large negative number where there is nothing to see, shape `[B, S]`. */
  readonly hide?: Tensor | undefined;
}

/**
 * Returns Σ_s a_s · value_s with a = softmax(vᵀ tanh(W s + U key_s)): additive attention (Bahdanau et al., "Neural Machine Translation by Jointly
 * Learning to Align and Translate", 2015, section A.1.2), shape `[B, H]`. It asks no scope, so that the body of a scan can call it.
 *
 * @param state s, shape `[B, H]`
 */
export function attendAdditively(state: Tensor, { values, keys, query, score, hide }: AdditiveMemory): Tensor {
  const [batch, length, size] = keys.shape as [number, number, number];
  const asked = tf.expandDims(tf.matMul(state as Tensor2D, query as Tensor2D), 1);
  const energies = tf.tanh(tf.add(keys, asked));
  const scores = tf.reshape(tf.matMul(tf.reshape(energies, [batch * length, size]), score as Tensor2D), [batch, length]);
  const weights = tf.softmax(hide === undefined ? scores : tf.add(scores, hide));
  return tf.squeeze(tf.matMul(tf.expandDims(weights, 1), values), [1]);
}
