import type { Tensor } from '@tensorflow/tfjs';

/** What an optimiser is given for one tensor of parameters. */
export interface Update {
  readonly parameter: Tensor;
  /** Same shape. */
  readonly gradient: Tensor;
  /** The optimiser's own state, one tensor of the same shape for each of its `slots`; zeros before the first step. */
  readonly slots: readonly Tensor[];
  /** The numbers that `scalars` returned for this step, as scalar tensors. */
  readonly scalars: readonly Tensor[];
}

/** A rule that makes new parameters of old ones and their gradient. It treats every element alike. */
export interface Optimizer {
  /** Names of the tensors that it keeps for each parameter: `['mean', 'square']`. */
  readonly slots: readonly string[];
  /** Returns the numbers that a step needs. `step` counts from 1, `rate` is the learning rate of that step. */
  scalars(step: number, rate: number): readonly number[];
  /** Returns the parameter and the slots after the step. */
  update(update: Update): { readonly parameter: Tensor; readonly slots: readonly Tensor[] };
}
