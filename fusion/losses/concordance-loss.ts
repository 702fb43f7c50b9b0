import tf from '@tensorflow/tfjs';
import { weightedMean } from './weighted-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Over what the concordance is computed. */
export interface ConcordanceOptions {
  /**
   * `'batch'` (default): once over all items, as the challenges score it. `'sequence'`: for each row of `[B, T]`, then the mean of the
   * rows that have items. `'wen'`: as `'sequence'`, with the population covariance over sample variances (n − 1), as Wen et al. (2024)
   * trained with; a perfect prediction then loses 1 / n.
   */
  readonly over?: 'batch' | 'sequence' | 'wen' | undefined;
  /** Added to the denominator, so that constant series have a gradient. Default 1e-8. */
  readonly epsilon?: number | undefined;
}

/**
 * Returns 1 − CCC, a scalar in [0, 2]; CCC = 2·cov / (var x + var y + (mean x − mean y)² + ε) (Lin, 1989) with moments weighted by
 * `weight` and over n. 0 when all weights are 0; 1 when both series are constant and equal.
 *
 * @param predicted shape `[B]` or `[B, T]`
 * @param actual the same shape, finite also where the weight is 0
 * @param weight the same shape, ≥ 0; 0 leaves the item out
 * @throws RangeError when `over` asks for sequences and the shape is not `[B, T]`
 */
export function concordanceLoss(predicted: Tensor, actual: Tensor, weight: Tensor, { over = 'batch', epsilon = 1e-8 }: ConcordanceOptions = {}): Tensor {
  if (over !== 'batch' && predicted.rank !== 2) {
    throw new RangeError(`concordance over "${over}": the predictions have the shape [${predicted.shape.join(', ')}]. Use "batch" where there is one value a clip.`);
  }
  const rows = (tensor: Tensor) => (over === 'batch' ? tf.reshape(tensor, [1, -1]) : tensor);
  const counted = rows(weight);
  const total = tf.sum(counted, 1, true);
  const present = tf.cast(tf.greater(total, 0), 'float32');
  const count = tf.add(total, tf.sub(1, present));
  const { variances, covariance, bias } = moments(rows(predicted), rows(actual), (values) => tf.div(tf.sum(tf.mul(values, counted), 1, true), count));
  const spread = over === 'wen' ? tf.mul(variances, tf.div(count, tf.maximum(tf.sub(count, 1), 1))) : variances;
  const concordance = tf.div(tf.mul(covariance, 2), tf.add(tf.add(spread, tf.square(bias)), epsilon));
  return weightedMean(tf.sub(1, concordance), present);
}

/** Returns the sum of the variances, the covariance and the difference of the means, each of shape `[R, 1]`. */
function moments(predicted: Tensor, actual: Tensor, mean: (values: Tensor) => Tensor): { readonly variances: Tensor; readonly covariance: Tensor; readonly bias: Tensor } {
  const [predictedMean, actualMean] = [mean(predicted), mean(actual)];
  const [x, y] = [tf.sub(predicted, predictedMean), tf.sub(actual, actualMean)];
  return { variances: mean(tf.add(tf.square(x), tf.square(y))), covariance: mean(tf.mul(x, y)), bias: tf.sub(predictedMean, actualMean) };
}
