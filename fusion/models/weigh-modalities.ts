import tf from '@tensorflow/tfjs';
import type { EncodedModality } from './encode-modalities.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the sum of the encoded modalities, each times its weight.
 *
 * @param weights shape `[B, M]`
 * @returns shape `[B, H]`
 */
export function weighModalities(modalities: readonly EncodedModality[], weights: Tensor): Tensor {
  const hidden = tf.stack(modalities.map((modality) => modality.hidden), 1);
  return tf.sum(tf.mul(hidden, tf.expandDims(weights, 2)), 1);
}
