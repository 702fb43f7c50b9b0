import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What kind of quantity a task predicts; decides how its loss is weighed against others. */
export type TaskKind = 'classification' | 'regression';

/** A head's loss and the part of each task in it, all scalars. */
export interface HeadLoss {
  readonly loss: Tensor;
  /** By task. */
  readonly parts: Tensors;
}

/** What turns fused features into predictions, and into the loss that trains them. It holds no parameters: they live in the scope. */
export interface Head {
  /** Name in configurations: `'expression'`. */
  readonly name: string;
  /** Classes of the output `expression`, in its order. */
  readonly labels?: readonly string[] | undefined;
  /** What it predicts: `expression`, `valence`, `arousal`. */
  readonly tasks: Readonly<Record<string, TaskKind>>;
  /**
   * Keys of the batch that `loss` reads, all required. For each task `target.<task>` and `target.<task>.weight` (float; 0 leaves the
   * item out, whose target may then be any finite number); `target.expression` is int32, `target.expression.distribution` has K columns.
   */
  readonly targets: readonly string[];
  /**
   * Returns the predictions: `expression.logits` and `expression` (probabilities) of shape `[..., K]`, `valence` and `arousal` of shape `[...]`.
   *
   * @param features shape `[B, H]` or `[B, T, H]`
   */
  outputs(scope: Scope, features: Tensor): Tensors;
  /** Returns the loss of what `outputs` gave; 0 with gradient 0 when all weights are 0. */
  loss(scope: Scope, outputs: Tensors, targets: Tensors): HeadLoss;
}
