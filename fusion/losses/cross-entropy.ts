import tf from '@tensorflow/tfjs';
import { softmaxCrossEntropy } from '../../runtime/ops/softmax-cross-entropy.ts';
import { chosenClass } from './chosen-class.ts';
import { weightedRatio } from './weighted-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Variants of cross-entropy. */
export interface CrossEntropyOptions {
  /** One weight a class. As in PyTorch, they weigh the mean as well: Σ w_y·loss / Σ w_y. */
  readonly classWeights?: readonly number[] | undefined;
  /** Share of the target that is spread evenly over all classes, in [0, 1). Default 0. */
  readonly smoothing?: number | undefined;
  /** Multiplies each item by `alpha · (1 − p)^gamma`, `p` being the probability of its class (Lin et al., 2017). Alpha is 1 by default. */
  readonly focal?: { readonly gamma: number; readonly alpha?: number | undefined } | undefined;
}

/**
 * Returns the mean over items of −log softmax(logits)[label], a scalar.
 *
 * @param logits shape `[..., K]`
 * @param labels int32, shape `[...]`, in 0..K − 1; any number where the weight is 0
 * @param weight shape `[...]`, ≥ 0; 0 leaves the item out
 */
export function crossEntropy(logits: Tensor, labels: Tensor, weight: Tensor, { classWeights, smoothing = 0, focal }: CrossEntropyOptions = {}): Tensor {
  const classes = logits.shape.at(-1)!;
  const rows = tf.reshape(logits, [-1, classes]);
  const chosen = chosenClass(labels, classes);
  const weighted = classWeights === undefined ? chosen : tf.mul(chosen, tf.tensor1d([...classWeights]));
  const counted = tf.reshape(weight, [-1]);
  const target = smoothing === 0 ? weighted : smooth(chosen, { smoothing, classes, classWeights });
  const items = softmaxCrossEntropy(rows, target);
  const focused = focal === undefined ? items : tf.mul(items, focus(rows, chosen, focal));
  const normaliser = classWeights === undefined ? counted : tf.mul(counted, tf.sum(weighted, 1));
  return weightedRatio(focused, counted, normaliser);
}

function smooth(chosen: Tensor, { smoothing, classes, classWeights }: { smoothing: number; classes: number; classWeights: readonly number[] | undefined }): Tensor {
  const smoothed = tf.add(tf.mul(chosen, 1 - smoothing), smoothing / classes);
  return classWeights === undefined ? smoothed : tf.mul(smoothed, tf.tensor1d([...classWeights]));
}

function focus(logits: Tensor, chosen: Tensor, { gamma, alpha = 1 }: { readonly gamma: number; readonly alpha?: number | undefined }): Tensor {
  const missed = tf.sub(1, tf.sum(tf.mul(tf.softmax(logits), chosen), 1));
  // Above 0, so that the slope of a power below 1 stays finite
  return tf.mul(tf.pow(tf.maximum(missed, 1e-7), gamma), alpha);
}
