import tf from '@tensorflow/tfjs';
import { weightedMean } from './weighted-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns Σ w·|predicted − actual| / Σ w, a scalar; all shapes are the same, weight 0 leaves an item out. */
export function meanAbsoluteError(predicted: Tensor, actual: Tensor, weight: Tensor): Tensor {
  return weightedMean(tf.abs(tf.sub(predicted, actual)), weight);
}
