import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { regressionLoss, type RegressionLoss } from '../losses/regression-loss.ts';
import type { Head } from './head.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A head that gives valence and arousal. */
export interface ValenceArousalOptions {
  /** Default: both, valence first. */
  readonly dimensions?: readonly ('valence' | 'arousal')[] | undefined;
  /** `'tanh'` keeps the values in (−1, 1). Default. */
  readonly activation?: 'tanh' | 'linear' | undefined;
  /** Default `{ kind: 'ccc' }`. */
  readonly loss?: RegressionLoss | undefined;
  /** Of the features, before the linear layer. Default 0. */
  readonly dropout?: number | undefined;
}

/**
 * Returns a linear regression of each dimension. Its loss is the mean of theirs: with `{ kind: 'ccc' }` 1 minus the score of the
 * Aff-Wild2 challenges.
 */
export function valenceArousalHead({ dimensions = ['valence', 'arousal'], activation = 'tanh', loss = { kind: 'ccc' }, dropout = 0 }: ValenceArousalOptions): Head {
  return {
    name: 'valence-arousal',
    tasks: Object.fromEntries(dimensions.map((dimension) => [dimension, 'regression'] as const)),
    targets: dimensions.flatMap((dimension) => [`target.${dimension}`, `target.${dimension}.weight`]),
    outputs(scope, features) {
      const linearOutputs = linear(scope.in('valence-arousal'), scope.dropout(features, dropout), dimensions.length);
      const values = activation === 'tanh' ? tf.tanh(linearOutputs) : linearOutputs;
      const columns = dimensions.length === 1 ? [tf.squeeze(values, [-1])] : tf.unstack(values, -1); // tfjs has no gradient for a single part
      return Object.fromEntries(dimensions.map((dimension, column) => [dimension, columns[column]!]));
    },
    loss(_scope, outputs, targets) {
      const lossOf = (dimension: string): Tensor => regressionLoss(outputs[dimension]!, targets[`target.${dimension}`]!, targets[`target.${dimension}.weight`]!, loss);
      const parts = Object.fromEntries(dimensions.map((dimension) => [dimension, lossOf(dimension)]));
      return { loss: tf.div(tf.addN(Object.values(parts)), dimensions.length), parts };
    },
  };
}
