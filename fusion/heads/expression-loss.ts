import tf from '@tensorflow/tfjs';
import { chosenClass } from '../losses/chosen-class.ts';
import { crossEntropy, type CrossEntropyOptions } from '../losses/cross-entropy.ts';
import { divergence as divergenceLoss } from '../losses/divergence.ts';
import type { Tensors } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A divergence from soft targets, mixed into a cross-entropy. */
export interface Divergence {
  /** Its share of the loss, in [0, 1]. */
  readonly share: number;
  /** `'label'`: from the label with `smoothing`; `'votes'`: from `target.expression.distribution`. */
  readonly to: 'label' | 'votes';
}

/**
 * Returns `(1 − share) · cross-entropy + share · divergence`, a scalar. Wen et al. (2024) train with a share of 0.2 from the label, a
 * smoothing of 0.1, and a focal loss of gamma 2 and alpha 0.9.
 *
 * @param logits shape `[..., K]`
 * @param targets `target.expression` and its weight of shape `[...]`; the distribution of shape `[..., K]` where it is asked for
 */
export function expressionLoss(logits: Tensor, targets: Tensors, { divergence, ...options }: CrossEntropyOptions & { readonly divergence?: Divergence | undefined }): Tensor {
  const [labels, weight] = [targets['target.expression']!, targets['target.expression.weight']!];
  if (divergence === undefined) return crossEntropy(logits, labels, weight, options);
  const distribution = divergence.to === 'votes' ? targets['target.expression.distribution']! : smoothedLabels(labels, { classes: logits.shape.at(-1)!, smoothing: options.smoothing ?? 0 });
  const soft = tf.mul(divergenceLoss(logits, distribution, weight), divergence.share);
  return divergence.share === 1 ? soft : tf.add(tf.mul(crossEntropy(logits, labels, weight, options), 1 - divergence.share), soft);
}

function smoothedLabels(labels: Tensor, { classes, smoothing }: { classes: number; smoothing: number }): Tensor {
  return tf.add(tf.mul(chosenClass(labels, classes), 1 - smoothing), smoothing / classes);
}
