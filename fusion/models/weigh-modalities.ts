import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the sum of the encoded modalities, each times its weight.
 *
 * @param hidden one tensor a modality, of shape `[..., H]`
 * @param weights shape `[..., M]`
 * @returns shape `[..., H]`
 */
export function weighModalities(hidden: readonly Tensor[], weights: Tensor): Tensor {
  const axis = weights.rank - 1;
  return tf.sum(tf.mul(tf.stack([...hidden], axis), tf.expandDims(weights, -1)), axis);
}
