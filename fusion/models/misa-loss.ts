import tf from '@tensorflow/tfjs';
import { centralMomentDiscrepancy } from './central-moment-discrepancy.ts';
import { differenceLoss } from './difference-loss.ts';
import { maskedBatchMean } from './masked-batch-mean.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What MISA makes of one modality; every tensor but the mask has the shape `[B, H]`. */
export interface Subspaces {
  readonly projected: Tensor;
  readonly private: Tensor;
  readonly shared: Tensor;
  /** The projection rebuilt from the sum of both parts; asked for when that loss has a weight. */
  readonly rebuilt: Tensor | undefined;
  /** Shape `[B]`. */
  readonly mask: Tensor;
}

/** Weights of the three losses. */
export interface MisaWeights {
  readonly similarity: number;
  readonly difference: number;
  readonly reconstruction: number;
}

const MOMENTS = 5;

/**
 * Returns MISA's loss (Hazarika et al., 2020), the weighted sum of
 *
 * - similarity: the central moment discrepancy of the shared parts, five moments, mean over the pairs of modalities that occur;
 * - difference: of each modality's private from its shared part, and of the private parts of each pair, summed;
 * - reconstruction: mean square error of the rebuilt projections, mean over the modalities that occur.
 *
 * Clips without a modality are left out of its terms.
 *
 * @returns a scalar, or undefined when every weight is 0
 */
export function misaLoss(parts: readonly Subspaces[], weights: MisaWeights): Tensor | undefined {
  const losses = [
    { weight: weights.similarity, of: similarity },
    { weight: weights.difference, of: difference },
    { weight: weights.reconstruction, of: reconstruction },
  ];
  const weighted = losses.filter(({ weight }) => weight > 0).map(({ weight, of }) => tf.mul(of(parts), weight));
  return weighted.length === 0 ? undefined : tf.addN(weighted);
}

function similarity(parts: readonly Subspaces[]): Tensor {
  return meanOfOccurring(
    pairs(parts).map(([a, b]) => ({
      value: centralMomentDiscrepancy({ values: a.shared, mask: a.mask }, { values: b.shared, mask: b.mask }, MOMENTS),
      occurs: tf.mul(tf.max(a.mask), tf.max(b.mask)),
    })),
  );
}

function difference(parts: readonly Subspaces[]): Tensor {
  return tf.addN([
    ...parts.map((part) => differenceLoss(part.private, part.shared, part.mask)),
    ...pairs(parts).map(([a, b]) => differenceLoss(a.private, b.private, tf.mul(a.mask, b.mask))),
  ]);
}

function reconstruction(parts: readonly Subspaces[]): Tensor {
  return meanOfOccurring(
    parts.map(({ projected, rebuilt, mask }) => ({
      value: maskedBatchMean(tf.mean(tf.squaredDifference(rebuilt!, projected), 1), mask), // Built when this loss has a weight
      occurs: tf.max(mask),
    })),
  );
}

/** Mean of the values that occur; the others are 0. */
function meanOfOccurring(terms: readonly { readonly value: Tensor; readonly occurs: Tensor }[]): Tensor {
  if (terms.length === 0) return tf.scalar(0);
  const count = tf.addN(terms.map(({ occurs }) => occurs));
  return tf.div(tf.addN(terms.map(({ value }) => value)), tf.maximum(count, 1));
}

function pairs<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));
}
