import tf from '@tensorflow/tfjs';
import { zeros } from '../../../../runtime/train/initialiser.ts';
import type { Scope } from '../../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** How the copy follows. */
export interface MomentumOptions {
  /** How much of the copy stays in a step. */
  readonly momentum: number;
  /** Scalar: 0 in the very first step, when the copy becomes what it is copied from, else 1. */
  readonly begun: Tensor;
}

/**
 * Returns a scope whose parameters are a copy of those of `scope` that follows them slowly (MoCo's key encoder, He et al. 2020). The copy is moved when a parameter is asked
 * for, and lies beside it as a running statistic `key-…`, so that it is saved with the rest. To be used where no gradient is taken.
 */
export function momentumScope(scope: Scope, options: MomentumOptions): Scope {
  const { momentum, begun } = options;
  return {
    training: scope.training,
    in: (name) => momentumScope(scope.in(name), options),
    parameter(name, shape, initialiser) {
      const own = scope.parameter(name, shape, initialiser);
      const slow = scope.running(`key-${name}`, shape, zeros);
      const stays = tf.mul(begun, momentum);
      const next = tf.add(tf.mul(stays, slow.value), tf.mul(tf.sub(1, stays), own));
      slow.update(next);
      return next;
    },
    running: (name, shape, initialiser) => scope.running(`key-${name}`, shape, initialiser),
    dropout: (x, rate) => scope.dropout(x, rate),
    normal: (shape) => scope.normal(shape),
    uniform: (shape) => scope.uniform(shape),
  };
}
