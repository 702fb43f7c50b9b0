import tf from '@tensorflow/tfjs';
import { normaliseRows } from '../normalise-rows.ts';
import type { PartialMethod } from '../partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Leveraged weighted loss with the sigmoid (Wen et al. 2021): `Σ_S w σ(−z) + β Σ_∉S w σ(z)`. Weights are beliefs that sum to 1 among the candidates and, apart, among the
 * others; at first 1/c each.
 *
 * @param beta β: what the classes count that are no candidates; 1 or 2 in the paper. On digits with q and η of 0.3, 2 loses whole classes (32 % right) and 1 does not (87 %)
 */
export function lws(beta = 1): PartialMethod {
  return {
    name: 'lws',
    settings: { beta },
    views: 1,
    start: 'classes',
    admits: false,
    update: ({ beliefs: [beliefs], candidates }) => ({ targets: tf.add(share(beliefs, candidates), share(beliefs, tf.sub(1, candidates))) }),
    losses(logits, { candidates, before }) {
      const inside = tf.sum(tf.mul(tf.mul(candidates, before), tf.sigmoid(tf.neg(logits))), 1);
      const outside = tf.sum(tf.mul(tf.mul(tf.sub(1, candidates), before), tf.sigmoid(logits)), 1);
      return tf.add(inside, tf.mul(outside, beta));
    },
  };
}

/** Beliefs among the marked classes; zeros in a row without one. */
function share(beliefs: Tensor, marks: Tensor): Tensor {
  return tf.mul(marks, normaliseRows(tf.mul(marks, beliefs), { scale: 1 }));
}
