import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** How gradients are limited. */
export type Clip =
  /** Scales all of them so that their common norm is at most `limit`. */
  | { readonly kind: 'norm'; readonly limit: number }
  /** Cuts every element to [−limit, limit]. */
  | { readonly kind: 'value'; readonly limit: number }
  /** Leaves the whole step out when the norm is above `factor · mean + offset` of the last `window` norms, never two steps in a row; Baichuan-M1 (2025): 100, 1.2, 0.1. */
  | { readonly kind: 'skip'; readonly window: number; readonly factor: number; readonly offset: number };

/** Returns the common Euclidean norm of all tensors, a scalar. */
export function globalNorm(gradients: readonly Tensor[]): Tensor {
  return tf.sqrt(gradients.map((gradient) => tf.sum(tf.square(gradient))).reduce((sum, square) => tf.add(sum, square)));
}

/** Returns the gradients after clipping; `skip` leaves them as they are. */
export function clipGradients(gradients: readonly Tensor[], clip: Clip, norm: Tensor): Tensor[] {
  if (clip.kind === 'value') return gradients.map((gradient) => tf.clipByValue(gradient, -clip.limit, clip.limit));
  if (clip.kind === 'skip') return [...gradients];
  const factor = tf.minimum(1, tf.div(clip.limit, tf.add(norm, 1e-6)));
  return gradients.map((gradient) => tf.mul(gradient, factor));
}

/** Shape of the state of the skip rule: the last norms, oldest first; how many there are; whether the last step was left out. */
export function skipStateLength({ window }: Clip & { kind: 'skip' }): number {
  return window + 2;
}

/** Returns whether this step is to be left out (a bool scalar), and the state of the rule after it. */
export function decideSkip(state: Tensor, norm: Tensor, { window, factor, offset }: Clip & { kind: 'skip' }): { readonly skip: Tensor; readonly state: Tensor } {
  const [norms, count, skipped] = tf.split(state, [window, 1, 1]) as [Tensor, Tensor, Tensor];
  const known = tf.squeeze(count);
  const limit = tf.add(tf.mul(tf.div(tf.sum(norms), tf.maximum(known, 1)), factor), offset);
  const skip = tf.logicalAnd(tf.logicalAnd(tf.greater(norm, limit), tf.greater(known, 0)), tf.less(tf.squeeze(skipped), 0.5));
  const recorded = tf.concat([tf.slice(norms, 1, window - 1), tf.reshape(norm, [1]), tf.minimum(tf.add(count, 1), window)]);
  const next = tf.where(skip, tf.concat([norms, count]), recorded);
  return { skip, state: tf.concat([next, tf.reshape(tf.cast(skip, 'float32'), [1])]) };
}
