import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import type { RecurrentWeights } from '../../runtime/ops/recurrent-weights.ts';
import type { Scope } from '../../runtime/train/scope.ts';

/** Sizes of a recurrent layer. */
export interface RecurrentSizes {
  /** 4 for LSTM, 3 for GRU. */
  readonly gates: number;
  readonly hidden: number;
  /** Length of an input vector. */
  readonly size: number;
  readonly directions: number;
}

/** Declares the parameters of a recurrent layer: all uniform in ±1/√H, with two biases a gate, as PyTorch has them. */
export function recurrentWeights(scope: Scope, { gates, hidden, size, directions }: RecurrentSizes): RecurrentWeights {
  const rows = gates * hidden;
  const initialiser = uniformFanIn(hidden);
  return {
    weight: scope.parameter('weight', [directions, rows, size], initialiser),
    recurrence: scope.parameter('recurrence', [directions, rows, hidden], initialiser),
    bias: scope.parameter('bias', [directions, 2 * rows], initialiser),
  };
}
