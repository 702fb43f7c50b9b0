import tf from '@tensorflow/tfjs';
import { unitRows } from './unit-rows.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns the prototypes after each example of a batch, one after another, has moved that of its class: `momentum · prototype + (1 − momentum) · example`; then all at length 1. In
 * closed form: what comes later in the batch weakens what came before.
 *
 * @param prototypes shape `[c, d]`
 * @param examples shape `[B, d]`
 * @param labels shape `[B, c]`: one-hot, or zeros for an example that moves none
 */
export function movedPrototypes(prototypes: Tensor, examples: Tensor, { labels, momentum }: { readonly labels: Tensor; readonly momentum: number }): Tensor {
  const rate = Math.log(momentum);
  const later = tf.sum(tf.mul(labels, tf.cumsum(labels, 0, true, true)), 1, true);
  const weighted = tf.mul(examples, tf.mul(tf.exp(tf.mul(later, rate)), 1 - momentum));
  const stays = tf.exp(tf.mul(tf.expandDims(tf.sum(labels, 0), 1), rate));
  return unitRows(tf.add(tf.mul(prototypes, stays), tf.matMul(labels as tf.Tensor2D, weighted as tf.Tensor2D, true)));
}
