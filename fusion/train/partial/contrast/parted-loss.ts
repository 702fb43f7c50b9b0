import tf from '@tensorflow/tfjs';
import { crossEntropyRows } from '../cross-entropy-rows.ts';
import type { ReliableOptions } from '../partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What the loss of the classifier is taken of. */
export interface PartedInputs {
  /** Shape `[B]`: the loss of each example by its own targets. */
  readonly rows: Tensor;
  /** Shape `[B, c]`. */
  readonly logits: Tensor;
  /** Shape `[B, c]`: what the prototypes say, for examples that are not reliable. */
  readonly guesses: Tensor;
  /** Shape `[B]`: 1 for a reliable example. */
  readonly reliable: Tensor;
  /** Scalar: 0 while all are taken by their own targets. */
  readonly moves: Tensor;
}

/** Returns PiCO+'s loss of the classifier, a scalar: the mean over reliable examples by their targets, and a little of that over the others by what the prototypes say. */
export function partedLoss({ rows, logits, guesses, reliable, moves }: PartedInputs, { classifier, weight }: ReliableOptions): Tensor {
  const parted = tf.add(tf.mul(meanOf(rows, reliable), classifier), tf.mul(meanOf(crossEntropyRows(logits, guesses), tf.sub(1, reliable)), weight));
  return tf.add(tf.mul(moves, parted), tf.mul(tf.sub(1, moves), tf.mean(rows)));
}

/** 0 where none is marked. */
function meanOf(rows: Tensor, marks: Tensor): Tensor {
  return tf.div(tf.sum(tf.mul(rows, marks)), tf.maximum(tf.sum(marks), 1));
}
