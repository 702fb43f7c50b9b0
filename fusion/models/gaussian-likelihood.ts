import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { maskedBatchMean } from './masked-batch-mean.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { EncodedModality } from './encode-modalities.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Choices that the likelihood leaves open. */
export interface LikelihoodOptions {
  /** Whether the term `−½ log σ²` is counted, as the paper has it and the authors' code does not. */
  readonly normalised: boolean;
}

/**
 * Returns how well one modality is told from another: the log-likelihood of `y` under a Gaussian whose mean and log-variance two
 * networks (linear, ReLU, linear) give from `x`, `Σ_d −(y − μ)² / 2σ² [− ½ log σ²]`, up to a constant: a lower bound of their mutual
 * information (Barber and Agakov, 2003; Han et al., 2021, section 3.3). The mean is over the clips that have both.
 *
 * @returns a scalar; 0 when no clip has both
 */
export function gaussianLikelihood(scope: Scope, [x, y]: readonly [EncodedModality, EncodedModality], { normalised }: LikelihoodOptions): Tensor {
  const network = (name: string) => {
    const layers = scope.in(name);
    const units = y.hidden.shape[1]!;
    return linear(layers.in('1'), tf.relu(linear(layers.in('0'), x.hidden, units)), units);
  };
  const [mean, logVariance] = [network('mean'), network('log-variance')];
  const fit = tf.neg(tf.div(tf.squaredDifference(mean, y.hidden), tf.mul(2, tf.exp(logVariance))));
  const likelihood = normalised ? tf.sub(fit, tf.mul(0.5, logVariance)) : fit;
  return maskedBatchMean(tf.sum(likelihood, 1), tf.mul(x.mask, y.mask));
}
