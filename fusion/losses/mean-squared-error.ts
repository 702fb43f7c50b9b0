import tf from '@tensorflow/tfjs';
import { weightedMean } from './weighted-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns Σ w·(predicted − actual)² / Σ w, a scalar; all shapes are the same, weight 0 leaves an item out. */
export function meanSquaredError(predicted: Tensor, actual: Tensor, weight: Tensor): Tensor {
  return weightedMean(tf.squaredDifference(predicted, actual), weight);
}
