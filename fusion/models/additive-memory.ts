import { linear } from '../../runtime/ops/linear.ts';
import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import type { AdditiveMemory } from './attend-additively.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Declares additive attention over `values` and computes what does not depend on the query. The parameters `query [H, H]` and `key [H, H]`
 * are the halves of one linear layer without bias; `score [H, 1]`.
 *
 * @param values shape `[B, S, H]`
 */
export function additiveMemory(scope: Scope, values: Tensor): Omit<AdditiveMemory, 'hide'> {
  const size = values.shape[2]!;
  const halves = uniformFanIn(2 * size);
  return {
    values,
    keys: linear(values, scope.parameter('key', [size, size], halves)),
    query: scope.parameter('query', [size, size], halves),
    score: scope.parameter('score', [size, 1], uniformFanIn(size)),
  };
}
