import tf from '@tensorflow/tfjs';
import type { Optimizer } from './optimizer.ts';

/** Options of stochastic gradient descent. */
export interface SgdOptions {
  /** Default 0: none. */
  readonly momentum?: number | undefined;
  /** Looks ahead along the momentum (Nesterov). Default false. */
  readonly nesterov?: boolean | undefined;
  /** L2 penalty added to the gradient. Default 0. */
  readonly weightDecay?: number | undefined;
}

/** Returns stochastic gradient descent as PyTorch's `SGD`: b ← momentum · b + g, p ← p − rate · b. */
export function sgd({ momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions = {}): Optimizer {
  return {
    slots: momentum === 0 ? [] : ['momentum'],
    scalars: (_, rate) => [rate],
    update({ parameter, gradient, slots: [velocity], scalars: [rate] }) {
      const slope = weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(parameter, weightDecay));
      if (velocity === undefined) return { parameter: tf.sub(parameter, tf.mul(slope, rate!)), slots: [] };
      const next = tf.add(tf.mul(velocity, momentum), slope);
      const direction = nesterov ? tf.add(slope, tf.mul(next, momentum)) : next;
      return { parameter: tf.sub(parameter, tf.mul(direction, rate!)), slots: [next] };
    },
  };
}
