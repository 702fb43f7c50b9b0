import tf from '@tensorflow/tfjs';
import { lstm as lstmOp } from '../../runtime/ops/lstm.ts';
import { directionsOf } from '../../runtime/ops/recurrent-weights.ts';
import { batchFirst } from './batch-first.ts';
import { finalStates } from './final-states.ts';
import { recurrentWeights } from './recurrent-weights.ts';
import type { RecurrentLayerOptions } from './recurrent-options.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What an LSTM layer makes of a batch of sequences; K is H, or 2H where it reads both ways (forward first). */
export interface LstmLayerResult {
  /** Shape `[B, T, K]`, zeros at padding. */
  readonly states: Tensor;
  /** The state in which each direction ends, shape `[B, K]`: forward at the last valid frame, backward at the first. */
  readonly last: Tensor;
  /** Shape `[B, T, K]`, zeros at padding. */
  readonly cells: Tensor;
}

/** Runs a layer of long short-term memory over `x` of shape `[B, T, I]`; equations and layouts of its parameters in `runtime/ops/lstm.ts`. */
export function lstm(scope: Scope, x: Tensor, { hidden, mask, direction = 'forward' }: RecurrentLayerOptions): LstmLayerResult {
  const directions = directionsOf(direction).length;
  const weights = recurrentWeights(scope, { gates: 4, hidden, size: x.shape[2]!, directions });
  const timeMask = mask && tf.transpose(mask);
  const { states, cells } = lstmOp(tf.transpose(x, [1, 0, 2]), weights, { direction, mask: timeMask });
  return { states: batchFirst(states), last: finalStates(states, direction, timeMask), cells: batchFirst(cells) };
}
