import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { MetricName } from '../../../fusion/metrics/metrics.ts';
import type { EpochRecord } from '../../../fusion/train/fold-state.ts';
import type { RunScores } from '../run/run-event.ts';
import type { SearchResult } from '../search/search-result.ts';
import type { DataSummary } from '../training-data.ts';
import type { Validation } from './read-validation.ts';

/** What the folder of a run holds; what is not there yet is undefined or empty. Scores that are no number are null, as JSON has them. */
export interface StoredRun {
  readonly folder: string;
  readonly config: TrainingConfig;
  readonly metric: MetricName;
  readonly data?: (DataSummary & { readonly warnings: readonly string[] }) | undefined;
  /** Present when all folds are trained. */
  readonly scores?: StoredScores | undefined;
  readonly search?: SearchResult | undefined;
  /** Whether everything is written. */
  readonly complete: boolean;
  readonly folds: readonly StoredFold[];
  readonly validation: Validation;
}

/** `scores.json` */
export interface StoredScores extends RunScores {
  readonly classes?: readonly string[];
  /** Row-major, row = actual, column = predicted. */
  readonly confusion?: readonly number[];
}

/** `metrics.jsonl` of one fold. */
export interface StoredFold {
  readonly name: string;
  readonly epochs: readonly StoredEpoch[];
  readonly rates: readonly (readonly [step: number, rate: number])[];
}

/** One epoch of a fold. */
export interface StoredEpoch extends Omit<EpochRecord, 'rate'> {
  /** Better than all before it. */
  readonly best: boolean;
}
