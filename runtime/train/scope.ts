import type { Initialiser } from './initialiser.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>;

/**
 * What a model asks its parameters and its randomness of. A model is a plain function of a scope and its inputs; the first
 * call declares the parameters, every further call finds them by name. Names are paths: `audio/encoder/weight`.
 */
export interface Scope {
  /** True while training: dropout drops, noise is drawn, running statistics are updated. */
  readonly training: boolean;
  /** Returns the scope of a part of the model; its names begin with `name/`. */
  in(name: string): Scope;
  /**
   * Returns the trained parameter `name`, which the first call declares.
   *
   * @throws RangeError when it was declared with another shape
   */
  parameter(name: string, shape: readonly number[], initialiser: Initialiser): Tensor;
  /**
   * Returns a running statistic: state that no gradient reaches. `update` gives its value after this step; outside training it
   * does nothing.
   */
  running(name: string, shape: readonly number[], initialiser: Initialiser): { readonly value: Tensor; update(next: Tensor): void };
  /** Returns `x` with a share `rate` of its elements zeroed and the others scaled by `1 / (1 − rate)`; `x` itself outside training. */
  dropout(x: Tensor, rate: number): Tensor;
  /** Returns standard normal noise that is drawn anew for each step; zeros outside training. */
  normal(shape: readonly number[]): Tensor;
  /** Returns uniform noise in [0, 1), drawn anew for each step; 0.5 everywhere outside training. */
  uniform(shape: readonly number[]): Tensor;
}
