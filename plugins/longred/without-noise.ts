import tf from '@tensorflow/tfjs';
import type { Scope } from '../../runtime/train/scope.ts';

/** Returns a scope of the same parameters that drops and draws nothing: distillation compares states, not noise. */
export function withoutNoise(scope: Scope): Scope {
  return {
    training: false,
    in: (name) => withoutNoise(scope.in(name)),
    parameter: (name, shape, initialiser) => scope.parameter(name, shape, initialiser),
    running: (name, shape, initialiser) => ({ value: scope.running(name, shape, initialiser).value, update: () => undefined }),
    dropout: (x) => x,
    normal: (shape) => tf.zeros([...shape]),
    uniform: (shape) => tf.fill([...shape], 0.5),
  };
}
