import tf from '@tensorflow/tfjs';
import { zeros } from '../../runtime/train/initialiser.ts';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { Head } from './head.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns Σ c·exp(−s)·loss + s / 2 over the tasks (Kendall et al., 2018): s is the learned logarithm of a task's variance, the
 * parameter `<task>/log-variance` that begins at 0; c is 1 for a classification and ½ for a regression. A task without items in the
 * batch adds nothing, so that its s stays where it is.
 */
export function weighByUncertainty(scope: Scope, { tasks, parts, targets }: { readonly tasks: Head['tasks']; readonly parts: Tensors; readonly targets: Tensors }): Tensor {
  const terms = Object.entries(tasks).map(([task, kind]) => {
    const logVariance = tf.reshape(scope.in(task).parameter('log-variance', [1], zeros), []);
    const certain = tf.mul(parts[task]!, tf.mul(tf.exp(tf.neg(logVariance)), kind === 'classification' ? 1 : 0.5));
    const present = tf.cast(tf.greater(tf.sum(targets[`target.${task}.weight`]!), 0), 'float32');
    return tf.mul(tf.add(certain, tf.mul(logVariance, 0.5)), present);
  });
  return tf.addN(terms);
}
