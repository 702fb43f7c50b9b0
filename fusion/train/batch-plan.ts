import type { BatchSignature } from '../../runtime/train/compile-training-step.ts';
import type { Batch } from '../../runtime/train/trainer.ts';

/** Steps that are put together in a way of their own. */
export interface BatchPlan {
  /** Steps in an epoch. */
  readonly perEpoch: number;
  /** Shapes of what `read` gives. */
  readonly signature: Readonly<Record<string, BatchSignature>>;
  /** Resolves with the batch of step `step`, counted from 0 over all epochs; the same one each time. */
  readonly read: (step: number) => Promise<Batch>;
}
