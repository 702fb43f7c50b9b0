import { currentRecorder } from '../compile/current-recorder.ts';
import { lstmRecorded } from './lstm-recorded.ts';
import { lstmSteps } from './lstm-steps.ts';
import { readingOrder } from './reading-order.ts';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** States and cells at every frame, shape `[T, D, B, H]`; zeros at padding. */
export interface LstmResult {
  readonly states: Tensor;
  readonly cells: Tensor;
}

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997; with the forget gate of Gers et al., 2000), from zero states. The gates are in the order input, output,
 * forget, candidate; σ is the logistic function, W the weight, R the recurrence, b and d the halves of the bias:
 *
 *     i, o, f = σ(W x[t] + b + R h[t−1] + d)    g = tanh(W x[t] + b + R h[t−1] + d)
 *     c[t] = f c[t−1] + i g                      h[t] = o tanh(c[t])
 *
 * A backward direction has t + 1 in place of t − 1 and begins at the last frame that is not padding.
 *
 * @param x shape `[T, B, I]`
 */
export function lstm(x: Tensor, weights: RecurrentWeights, options: RecurrentOptions): LstmResult {
  const recorder = currentRecorder();
  if (recorder) return lstmRecorded(recorder, x, { ...weights, ...options });
  const { state, cell } = lstmSteps(x, weights, options);
  const backward = directionsOf(options.direction);
  return { states: readingOrder(state, backward), cells: readingOrder(cell, backward) };
}
