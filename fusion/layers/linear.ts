import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import { linear as apply } from '../../runtime/ops/linear.ts';
import type { Initialiser } from '../../runtime/train/initialiser.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Choices that a linear layer leaves open. */
export interface LinearOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** First weights. Default uniform in ±1/√I. */
  readonly weights?: Initialiser;
  /** First bias. Default uniform in ±1/√I. */
  readonly biases?: Initialiser;
}

/**
 * Returns `x · weight + bias`, with parameters `weight [I, units]` and `bias [units]`.
 *
 * @param x shape `[..., I]`
 * @returns shape `[..., units]`
 */
export function linear(scope: Scope, x: Tensor, units: number, { bias = true, weights, biases }: LinearOptions = {}): Tensor {
  const inputs = x.shape.at(-1)!;
  const weight = scope.parameter('weight', [inputs, units], weights ?? uniformFanIn(inputs));
  return apply(x, weight, bias ? scope.parameter('bias', [units], biases ?? uniformFanIn(inputs)) : undefined);
}
