import type { BatchPlan } from '../../../fusion/train/batch-plan.ts';
import type { Model } from '../../../fusion/train/compose-model.ts';
import type { FoldState } from '../../../fusion/train/fold-state.ts';
import type { TrainingPlan } from '../../../fusion/train/training-plan.ts';
import type { TrainingFold } from '../training-data.ts';

/** How a run is trained that does not begin with nothing. */
export interface RunCourse {
  /** What decides the result beside configuration and data. */
  readonly key: string;
  /** The command that makes it again, for its card. */
  readonly command: string;
  /** Resolves with how a fold begins and goes on. */
  readonly begin: (fold: TrainingFold) => Promise<FoldCourse>;
}

/** How one fold is trained. */
export interface FoldCourse {
  readonly model: Model;
  readonly batches: BatchPlan;
  /** The state before the first step. */
  readonly start: FoldState;
  /** What is otherwise than the configuration says. */
  readonly plan?: Partial<TrainingPlan> | undefined;
}
