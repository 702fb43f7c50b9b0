import { currentRecorder } from '../compile/current-recorder.ts';
import { gruRecorded } from './gru-recorded.ts';
import { gruSteps } from './gru-steps.ts';
import { readingOrder } from './reading-order.ts';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the states of a gated recurrent unit (Cho et al., 2014; with the reset gate after the recurrent product, as PyTorch and cuDNN have it),
 * from zero states: shape `[T, D, B, H]`, zeros at padding. The gates are in the order update, reset, candidate; W is the weight, R the recurrence, b and d the
 * halves of the bias:
 *
 *     z, r = σ(W x[t] + b + R h[t−1] + d)    n = tanh(W x[t] + b + r (R h[t−1] + d))
 *     h[t] = (1 − z) n + z h[t−1]
 *
 * A backward direction has t + 1 in place of t − 1 and begins at the last frame that is not padding.
 *
 * @param x shape `[T, B, I]`
 */
export function gru(x: Tensor, weights: RecurrentWeights, options: RecurrentOptions): Tensor {
  const recorder = currentRecorder();
  if (recorder) return gruRecorded(recorder, x, { ...weights, ...options });
  return readingOrder(gruSteps(x, weights, options).state, directionsOf(options.direction));
}
