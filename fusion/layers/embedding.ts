import { embedding as apply } from '../../runtime/ops/embedding.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns a trained vector for each index, from the parameter `table [size, dimensions]` (standard normal at first).
 *
 * @param indices int32 in [0, size), any shape `[...]`
 * @returns shape `[..., dimensions]`
 */
export function embedding(scope: Scope, indices: Tensor, { size, dimensions }: { readonly size: number; readonly dimensions: number }): Tensor {
  return apply(scope.parameter('table', [size, dimensions], { kind: 'normal', deviation: 1 }), indices);
}
