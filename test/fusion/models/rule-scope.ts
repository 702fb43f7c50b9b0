import tf from '@tensorflow/tfjs';
import { byRule } from './by-rule.ts';
import type { Scope } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Where a rule scope is, and what it keeps. */
export interface RuleScopeOptions {
  /** Default true. */
  readonly training?: boolean;
  /** Parameters by path: filled as they are asked for. */
  readonly parameters?: Map<string, Tensor>;
  readonly path?: string;
}

/** Returns a scope in which everything is made by `byRule`, noise too. Nothing is dropped; the uniform draw of row r and column t is the fraction of 0.37 (5 r + t). */
export function ruleScope({ training = true, parameters = new Map(), path = '' }: RuleScopeOptions = {}): Scope {
  return {
    training,
    in: (name) => ruleScope({ training, parameters, path: `${path}${name}/` }),
    parameter(name, shape) {
      const full = path + name;
      const tensor = parameters.get(full) ?? byRule(full, shape);
      parameters.set(full, tensor);
      return tensor;
    },
    running: () => {
      throw new Error('no sequence model keeps statistics');
    },
    dropout: (x) => x,
    normal: (shape) => byRule('normal', shape),
    uniform: (shape) => {
      const [rows, columns] = shape as [number, number];
      const draws = Array.from({ length: rows * columns }, (_, index) => ((5 * Math.floor(index / columns) + (index % columns)) * 0.37) % 1);
      return tf.tensor(draws, [...shape]);
    },
  };
}
