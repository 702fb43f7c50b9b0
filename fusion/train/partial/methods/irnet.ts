import tf from '@tensorflow/tfjs';
import { movedTargets } from '../beliefs.ts';
import { crossEntropyRows } from '../cross-entropy-rows.ts';
import { symmetricCrossEntropyRows } from '../symmetric-cross-entropy-rows.ts';
import type { PartialBatch, PartialMethod } from '../partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Choices of IRNet. */
export interface IrnetOptions {
  /** τ: how much more probable than the best candidate a class must be to become one. Default 0.1, for probabilities of the classifier. */
  readonly threshold?: number;
  /** Views that must agree. Default 2. */
  readonly views?: number;
  /** Default `'ce'`; `'sce'`: 6 · cross-entropy + 1 · reverse cross-entropy. */
  readonly loss?: 'ce' | 'sce';
}

/**
 * IRNet (Lian et al. 2022): moving targets, and where all views prefer the same class that is no candidate by more than τ, it becomes one. Sets only grow, by one class
 * at a time.
 */
export function irnet({ threshold = 0.1, views = 2, loss = 'ce' }: IrnetOptions = {}): PartialMethod {
  return {
    name: 'irnet',
    settings: { threshold, views, loss },
    views,
    start: 'candidates',
    admits: false,
    update(batch) {
      const added = admitted(batch, threshold);
      const candidates = tf.add(batch.candidates, added);
      const raised = tf.add(tf.mul(batch.targets, tf.sub(1, added)), tf.mul(added, batch.beliefs[0]));
      return { targets: movedTargets({ ...batch, candidates, targets: tf.div(raised, tf.sum(raised, 1, true)) }, 'onehot'), candidates };
    },
    losses: (logits, { targets }) => (loss === 'ce' ? crossEntropyRows(logits, targets) : symmetricCrossEntropyRows(logits, targets)),
  };
}

/** Returns 1 where a class becomes a candidate, at most once a row. */
function admitted({ candidates, open, beliefs }: PartialBatch, threshold: number): Tensor {
  const others = tf.sub(1, candidates);
  const best = beliefs.map((belief) => tf.argMax(tf.sub(tf.mul(belief, others), tf.mul(candidates, 2)), 1));
  const flags = beliefs.map((belief, view) => {
    const gap = tf.sub(tf.max(tf.mul(belief, others), 1), tf.max(tf.mul(belief, candidates), 1));
    return tf.mul(tf.cast(tf.greater(gap, threshold), 'float32'), tf.cast(tf.equal(best[view]!, best[0]!), 'float32'));
  });
  const isOpen = tf.mul(flags.reduce((all, flag) => tf.mul(all, flag)), open);
  return tf.mul(tf.mul(tf.cast(tf.oneHot(best[0]!, candidates.shape[1]!), 'float32'), others), tf.expandDims(isOpen, 1));
}
