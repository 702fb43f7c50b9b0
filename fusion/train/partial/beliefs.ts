import tf from '@tensorflow/tfjs';
import { normaliseRows, type Normalisation } from './normalise-rows.ts';
import type { PartialBatch } from './partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns `φ w + (1 − φ) Normalize((S + λ (1 − S)) ⊙ P)`: PiCO's moving targets with ALIM's mask (Xu et al. 2023, eq. 3); λ = 0 gives PiCO's. */
export function movedTargets({ beliefs: [beliefs], candidates, targets, lambda, momentum }: PartialBatch, kind: Normalisation): Tensor {
  const mask = tf.add(candidates, tf.mul(lambda, tf.sub(1, candidates)));
  return tf.add(tf.mul(momentum, targets), tf.mul(tf.sub(1, momentum), normaliseRows(tf.mul(mask, beliefs), kind)));
}

/** Returns the probability of the best candidate over that of the best other class, shape `[B]`: ALIM's margin. Large where all classes are candidates. */
export function marginsOf(beliefs: Tensor, candidates: Tensor): Tensor {
  const inside = tf.max(tf.mul(beliefs, candidates), 1);
  const outside = tf.max(tf.mul(beliefs, tf.sub(1, candidates)), 1);
  return tf.div(inside, tf.add(outside, 1e-9));
}
