import tf from '@tensorflow/tfjs';
import { euclideanNorm } from './euclidean-norm.ts';
import { maskedBatchMean } from './masked-batch-mean.ts';
import { withoutGradient } from './without-gradient.ts';
import type { Tensor } from '@tensorflow/tfjs';

const EPSILON = 1e-6;

/**
 * Returns how far two sets of vectors are from orthogonal (Bousmalis et al., 2016, as MISA uses it): the mean square of the entries
 * of `Aᵀ · B`, where the columns of A and B have been centred over the batch and the rows then scaled to length 1, the length
 * being a constant to the gradient.
 *
 * @param a shape `[B, D]`
 * @param b shape `[B, D]`
 * @param mask shape `[B]`: the clips that have both
 * @returns a scalar; 0 when no clip has both
 */
export function differenceLoss(a: Tensor, b: Tensor, mask: Tensor): Tensor {
  return tf.mean(tf.square(tf.matMul(toUnitRows(a, mask), toUnitRows(b, mask), true)));
}

function toUnitRows(x: Tensor, mask: Tensor): Tensor {
  const centred = tf.mul(tf.sub(x, maskedBatchMean(x, mask)), tf.expandDims(mask, 1));
  return tf.div(centred, tf.add(withoutGradient(euclideanNorm, centred), EPSILON));
}
