import { plateauStart, type Plateau } from '../../runtime/train/schedules/plateau.ts';
import type { MetricName } from '../metrics/metrics.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';

/** What is known after an epoch. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Steps taken so far. */
  readonly step: number;
  /** Means over the epoch's steps: `loss`, its parts, `gradient-norm`. */
  readonly training: Readonly<Record<string, number>>;
  /** Validation: every metric that the task has. */
  readonly scores: Readonly<Partial<Record<MetricName, number>>>;
  /** Learning rate of the last step. */
  readonly rate: number;
}

/** Where a fold stands, beside the numbers of the trainer. Plain data: it goes into a checkpoint as JSON. */
export interface FoldProgress {
  readonly epochs: readonly EpochRecord[];
  /** Sums of the metrics of this epoch's steps so far. */
  readonly sums: Readonly<Record<string, number>>;
  readonly plateau: Plateau;
  /** The best epoch so far; null before the first. */
  readonly best: { readonly epoch: number; readonly score: number } | null;
  readonly finished: boolean;
}

/** All that a fold needs to go on. */
export interface FoldState {
  readonly trainer: TrainerState;
  /** Parameters and running statistics of the best epoch; absent before the first. */
  readonly best?: TrainerState['tensors'] | undefined;
  readonly progress: FoldProgress;
  /** Sets, beliefs, margins and λ of learning from candidate sets. */
  readonly partial?: TrainerState['tensors'] | undefined;
}

/** The progress before the first step. */
export const noProgress: FoldProgress = { epochs: [], sums: {}, plateau: plateauStart, best: null, finished: false };
