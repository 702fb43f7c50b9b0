import tf from '@tensorflow/tfjs';
import { gru as gruOp } from '../../runtime/ops/gru.ts';
import { directionsOf } from '../../runtime/ops/recurrent-weights.ts';
import { batchFirst } from './batch-first.ts';
import { finalStates } from './final-states.ts';
import { recurrentWeights } from './recurrent-weights.ts';
import type { RecurrentLayerOptions } from './recurrent-options.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What a GRU layer makes of a batch of sequences; K is H, or 2H where it reads both ways (forward first). */
export interface GruLayerResult {
  /** Shape `[B, T, K]`, zeros at padding. */
  readonly states: Tensor;
  /** The state in which each direction ends, shape `[B, K]`: forward at the last valid frame, backward at the first. */
  readonly last: Tensor;
}

/** Runs a layer of gated recurrent units over `x` of shape `[B, T, I]`; equations and layouts of its parameters in `runtime/ops/gru.ts`. */
export function gru(scope: Scope, x: Tensor, { hidden, mask, direction = 'forward' }: RecurrentLayerOptions): GruLayerResult {
  const directions = directionsOf(direction).length;
  const weights = recurrentWeights(scope, { gates: 3, hidden, size: x.shape[2]!, directions });
  const timeMask = mask && tf.transpose(mask);
  const states = gruOp(tf.transpose(x, [1, 0, 2]), weights, { direction, mask: timeMask });
  return { states: batchFirst(states), last: finalStates(states, direction, timeMask) };
}
