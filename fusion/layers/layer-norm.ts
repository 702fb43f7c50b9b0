import { ones, zeros } from '../../runtime/train/initialiser.ts';
import { layerNorm as apply } from '../../runtime/ops/layer-norm.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns `x` `[..., D]` normalised along its last axis, with parameters `gain [D]` and `bias [D]`; epsilon is 1e-5. */
export function layerNorm(scope: Scope, x: Tensor): Tensor {
  const size = x.shape.at(-1)!;
  return apply(x, scope.parameter('gain', [size], ones), scope.parameter('bias', [size], zeros));
}
