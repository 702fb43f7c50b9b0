import tf from '@tensorflow/tfjs';
import { lstm } from '../../runtime/ops/lstm.ts';
import { linear } from '../layers/linear.ts';
import { recurrentWeights } from '../layers/recurrent-weights.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns a sequence unfolded from one code: an LSTM reads the code first and from then on its own last state, and a linear layer turns its states into frames.
 *
 * @param code shape `[B, H]`
 * @returns shape `[B, frames, dimensions]`
 */
export function reconstruct(scope: Scope, code: Tensor, { frames, dimensions }: { readonly frames: number; readonly dimensions: number }): Tensor {
  const hidden = code.shape[1]!;
  const { weight, recurrence, bias } = recurrentWeights(scope.in('lstm'), { gates: 4, hidden, size: hidden, directions: 1 });
  const first = tf.pad(tf.expandDims(code, 0), [[0, frames - 1], [0, 0], [0, 0]]);
  // A state that is read as input and as state: its two matrices add up. At the first frame it is zero and the code is read alone
  const { states } = lstm(first, { weight, recurrence: tf.add(weight, recurrence), bias }, { direction: 'forward' });
  return linear(scope.in('frame'), tf.transpose(tf.squeeze(states, [1]), [1, 0, 2]), dimensions);
}
