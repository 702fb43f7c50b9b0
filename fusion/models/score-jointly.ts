import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { mlpEncoder, type EncoderOptions } from './mlp-encoder.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns a score for each modality, from all of them: an MLP encoder of the modalities side by side (`joint`), then a linear layer (`scores`).
 *
 * @param hidden one tensor a modality, of shape `[..., H]`, zeros where it is missing
 * @returns shape `[..., M]`
 */
export function scoreJointly(scope: Scope, hidden: readonly Tensor[], options: EncoderOptions): Tensor {
  return linear(scope.in('scores'), mlpEncoder(scope.in('joint'), tf.concat([...hidden], -1), options), hidden.length);
}
