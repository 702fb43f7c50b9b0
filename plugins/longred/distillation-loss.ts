import tf from '@tensorflow/tfjs';
import { weightedMean } from '../../fusion/losses/weighted-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

const LEAST_NORM = 1e-8;

/**
 * Returns how far the student's hidden states have turned from the teacher's: `Σ (1 − mean cosine)` over the layers, a scalar (LongReD; Dong et al., 2025).
 * The mean is over valid frames; norms below 10⁻⁸ count as that, as in PyTorch.
 *
 * @param student by layer, shape `[B, T, D]`
 * @param teacher the same layers and shapes
 * @param mask float, shape `[B, T]`: 1 where a frame counts; the loss is 0 per layer where none does
 */
export function distillationLoss(student: readonly Tensor[], teacher: readonly Tensor[], mask: Tensor): Tensor {
  return tf.addN(student.map((states, layer) => weightedMean(tf.sub(1, cosine(states, teacher[layer]!)), mask)));
}

function cosine(a: Tensor, b: Tensor): Tensor {
  const norm = (x: Tensor) => tf.sqrt(tf.maximum(tf.sum(tf.square(x), -1), LEAST_NORM ** 2)); // The root comes last: at 0 it has no gradient
  return tf.div(tf.sum(tf.mul(a, b), -1), tf.mul(norm(a), norm(b)));
}
