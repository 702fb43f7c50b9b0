import tf from '@tensorflow/tfjs';
import type { Scope } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What a view asks a scope for: whether it is to differ at all, and numbers to differ by, a row for each example. */
export type ViewScope = Pick<Scope, 'training' | 'normal' | 'uniform'>;

/**
 * Returns the scopes of `views` views of a batch that ask for the same numbers. The first draws them; view v gives an example what the first has drawn for the v-th after it. Views of
 * one example are thus as independent as if each were drawn, and random numbers, which take longer than the view's way through a small network, are drawn once.
 */
export function viewScopes(scope: ViewScope, views: number): ViewScope[] {
  const drawn: Tensor[] = [];
  const drawing = scopeOf(scope.training, (kind, shape) => drawn[drawn.push(scope[kind](shape)) - 1]!);
  const others = Array.from({ length: views - 1 }, (_, index) => {
    let next = 0;
    return scopeOf(scope.training, (kind, shape) => turned(drawn[next++]!, index + 1) ?? scope[kind](shape));
  });
  return [drawing, ...others];
}

function scopeOf(training: boolean, draw: (kind: 'normal' | 'uniform', shape: readonly number[]) => Tensor): ViewScope {
  return { training, normal: (shape) => draw('normal', shape), uniform: (shape) => draw('uniform', shape) };
}

/** Rows moved up by `by`, the first ones to the end; nothing where that would give each its own again. */
function turned(numbers: Tensor, by: number): Tensor | undefined {
  const first = by % numbers.shape[0];
  if (first === 0) return undefined;
  const [head, tail] = tf.split(numbers, [first, numbers.shape[0] - first]) as [Tensor, Tensor];
  return tf.concat([tail, head]);
}
