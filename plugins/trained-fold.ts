import type { BatchPlan } from '../fusion/train/batch-plan.ts';
import type { Engine } from '../fusion/train/engine.ts';
import type { ExampleSource } from '../fusion/train/example.ts';
import type { Layout } from '../fusion/train/layout.ts';
import type { Model } from '../fusion/train/compose-model.ts';
import type { TrainerState } from '../runtime/train/trainer.ts';

/** A model that can tell its states. */
export type TracedModel = Model & { readonly trace: NonNullable<Model['trace']> };

/** Examples and the shape of their batches. */
export interface ExamplePart {
  readonly source: ExampleSource;
  readonly layout: Layout;
}

/** A fold that was trained on windows and is to be trained on, for whole videos. */
export interface TrainedFold {
  /** The model as it was trained. */
  readonly teacher: TracedModel;
  /** The same model for longer sequences: other positions, the same parameters. */
  readonly student: TracedModel;
  /** What the teacher has learned, and the student begins with. */
  readonly weights: TrainerState['tensors'];
  /** Layers of the model. */
  readonly layers: number;
  /** Rows that the student is to take at once; the longest video may have fewer. */
  readonly target: number;
  /** Training examples as the teacher saw them. */
  readonly windows: ExamplePart;
  /** Training examples as long as they are to be. */
  readonly videos: ExamplePart;
  /** Long examples in a step that are wanted. */
  readonly batch: number;
  readonly engine: Engine;
  readonly seed: number;
}

/** How a fold is trained on. */
export interface FoldContinuation {
  /** `predict` is that of the student. */
  readonly model: Model;
  readonly batches: BatchPlan;
  /** Facts as JSON. */
  readonly record: Readonly<Record<string, unknown>>;
}
