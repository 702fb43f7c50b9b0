import tf from '@tensorflow/tfjs';
import type { RecurrentWeights } from './recurrent-weights.ts';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** What one direction of a recurrent layer computes before its first step, and what its steps need. */
export interface Projected {
  /** The inputs' products with their bias: shape `[T, B, G·H]`. */
  readonly frames: Tensor;
  /** Shape `[G·H, H]`. */
  readonly recurrence: Tensor;
  /** Shape `[G·H]`. */
  readonly recurrentBias: Tensor;
}

/** Returns the part of direction `index` that does not depend on the state; `x` has the shape `[T, B, I]`. */
export function projectFrames(x: Tensor, { weight, recurrence, bias }: RecurrentWeights, index: number): Projected {
  const [length, batch, size] = x.shape as [number, number, number];
  const rows = weight.shape[1]!;
  const own = weight.slice([index, 0, 0], [1, rows, size]).reshape<Tensor2D>([rows, size]);
  const products = tf.matMul(x.reshape<Tensor2D>([length * batch, size]), own, false, true);
  const inputBias = bias.slice([index, 0], [1, rows]).reshape([rows]);
  return {
    frames: products.add(inputBias).reshape([length, batch, rows]),
    recurrence: recurrence.slice([index, 0, 0], [1, rows, recurrence.shape[2]!]).reshape([rows, recurrence.shape[2]!]),
    recurrentBias: bias.slice([index, rows], [1, rows]).reshape([rows]),
  };
}
