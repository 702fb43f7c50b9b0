import tf from '@tensorflow/tfjs';
import { euclideanNorm } from './euclidean-norm.ts';
import { maskedBatchMean } from './masked-batch-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Vectors of a batch, of which some are missing. */
export interface MaskedBatch {
  /** Shape `[B, D]`. */
  readonly values: Tensor;
  /** Shape `[B]`. */
  readonly mask: Tensor;
}

/**
 * Returns the central moment discrepancy of two batches (Zellinger et al., 2017), whose values lie in [0, 1]:
 * `‖E[a] − E[b]‖ + Σ_k ‖E[(a − E[a])^k] − E[(b − E[b])^k]‖` for k from 2 to `moments`. Each mean is over the clips that have the modality.
 *
 * @returns a scalar; 0 when either batch is all missing
 */
export function centralMomentDiscrepancy(a: MaskedBatch, b: MaskedBatch, moments: number): Tensor {
  const [first, second] = [momentsOf(a, moments), momentsOf(b, moments)];
  const distances = first.map((moment, index) => tf.reshape(euclideanNorm(tf.sub(moment, second[index]!)), []));
  const bothOccur = tf.mul(tf.max(a.mask), tf.max(b.mask));
  return tf.mul(distances.reduce((sum, distance) => tf.add(sum, distance)), bothOccur);
}

function momentsOf({ values, mask }: MaskedBatch, moments: number): Tensor[] {
  const mean = maskedBatchMean(values, mask);
  const centred = tf.sub(values, mean);
  const powers = [tf.square(centred)];
  while (powers.length < moments - 1) powers.push(tf.mul(powers.at(-1)!, centred));
  return [mean, ...powers.map((power) => maskedBatchMean(power, mask))];
}
