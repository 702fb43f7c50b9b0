import tf from '@tensorflow/tfjs';
import { ones, zeros } from '../../runtime/train/initialiser.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** How statistics are kept. */
export interface BatchNormOptions {
  /** Share of the newest batch in the running statistics. Default 0.1. */
  readonly momentum?: number;
  /** Default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Returns `x` normalised over all axes but the last (Ioffe and Szegedy, 2015): by the batch's own statistics while training, by the running
 * ones otherwise. The variance is biased in the first, unbiased in the second, as in PyTorch. Parameters `gain [D]`, `bias [D]`; running
 * `mean [D]`, `variance [D]`.
 *
 * @param x shape `[..., D]`, at least two rows while training
 * @throws RangeError when it trains on a single row, whose variance is none
 */
export function batchNorm(scope: Scope, x: Tensor, { momentum = 0.1, epsilon = 1e-5 }: BatchNormOptions = {}): Tensor {
  const size = x.shape.at(-1)!;
  const gain = scope.parameter('gain', [size], ones);
  const bias = scope.parameter('bias', [size], zeros);
  const { mean, variance } = statistics(scope, x, momentum);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))), gain), bias);
}

function statistics(scope: Scope, x: Tensor, momentum: number): { mean: Tensor; variance: Tensor } {
  const size = x.shape.at(-1)!;
  const runningMean = scope.running('mean', [size], zeros);
  const runningVariance = scope.running('variance', [size], ones);
  if (!scope.training) return { mean: runningMean.value, variance: runningVariance.value };
  const rows = x.size / size;
  if (rows < 2) throw new RangeError(`batchNorm: a batch of ${rows} row has no variance. Train with larger batches, or drop the last one.`);
  const axes = [...Array(x.rank - 1).keys()];
  const mean = tf.mean(x, axes);
  const variance = tf.mean(tf.square(tf.sub(x, mean)), axes);
  runningMean.update(mix(runningMean.value, mean, momentum));
  runningVariance.update(mix(runningVariance.value, tf.mul(variance, rows / (rows - 1)), momentum));
  return { mean, variance };
}

function mix(old: Tensor, recent: Tensor, momentum: number): Tensor {
  return tf.add(tf.mul(old, 1 - momentum), tf.mul(recent, momentum));
}
