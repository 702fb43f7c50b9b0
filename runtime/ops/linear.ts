import tf from '@tensorflow/tfjs';
import { gemm } from './gemm.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `x · weight + bias`, along the last axis.
 *
 * @param x shape `[..., I]`
 * @param weight shape `[I, O]`
 * @param bias shape `[O]`
 * @returns shape `[..., O]`
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [inputs, outputs] = weight.shape as [number, number];
  if (x.rank === 2) return gemm(x, weight, { bias });
  return tf.reshape(gemm(tf.reshape(x, [-1, inputs]), weight, { bias }), [...x.shape.slice(0, -1), outputs]);
}
