import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import { maskedBatchMean } from './masked-batch-mean.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { EncodedModality } from './encode-modalities.ts';
import type { Tensor } from '@tensorflow/tfjs';

const HIDDEN = -1e9;

/**
 * Returns the contrastive predictive coding loss of MMIM (Han et al., 2021, section 3.4): a network predicts the modality from the
 * fusion, and `−log(exp s_ii / Σ_j exp s_ij)`, s being the cosine of clip i's modality with the prediction for clip j, tells how well
 * it is told from the others of the batch. The mean is over the clips that have the modality; the others are no negatives either.
 *
 * @param fused shape `[B, H]`
 * @param layers of the network; after the first of several comes a tanh, as in the authors' code
 * @returns a scalar; 0 when no clip has the modality
 */
export function predictiveContrast(scope: Scope, { hidden, mask }: EncodedModality, { fused, layers }: { fused: Tensor; layers: number }): Tensor {
  const predicted = predict(scope, fused, { layers, size: hidden.shape[1]! });
  const cosines = tf.matMul(tf.div(hidden, euclideanNorm(hidden)), tf.div(predicted, euclideanNorm(predicted)), false, true);
  const scores = tf.logSoftmax(tf.add(cosines, tf.mul(tf.sub(1, mask), HIDDEN)));
  const own = tf.sum(tf.mul(scores, tf.eye(mask.size)), 1);
  return tf.neg(maskedBatchMean(own, mask));
}

function predict(scope: Scope, fused: Tensor, { layers, size }: { layers: number; size: number }): Tensor {
  const first = linear(scope.in('0'), fused, size);
  if (layers === 1) return first;
  const rest = Array.from({ length: layers - 1 }, (_, index) => String(index + 1));
  return rest.reduce((input, layer) => linear(scope.in(layer), input, size), tf.tanh(first));
}
