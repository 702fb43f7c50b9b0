import tf from '@tensorflow/tfjs';
import { weightedMean } from './weighted-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the mean over items of the Kullback–Leibler divergence Σ q·(log q − log softmax(logits)), a scalar ≥ 0: 0 when the
 * prediction is `distribution` itself.
 *
 * @param logits shape `[..., K]`
 * @param distribution q, shape `[..., K]`, each row summing to 1: shares of the annotators' votes, or smoothed labels
 * @param weight shape `[...]`, ≥ 0; 0 leaves the item out
 */
export function divergence(logits: Tensor, distribution: Tensor, weight: Tensor): Tensor {
  const classes = logits.shape.at(-1)!;
  const logProbability = tf.logSoftmax(tf.reshape(logits, [-1, classes]));
  const target = tf.reshape(distribution, [-1, classes]);
  const logTarget = tf.log(tf.maximum(target, 1e-30)); // 0·log 0 is 0
  const items = tf.sum(tf.mul(target, tf.sub(logTarget, logProbability)), 1);
  return weightedMean(items, tf.reshape(weight, [-1]));
}
