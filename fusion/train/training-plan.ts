import type { MetricName } from '../metrics/metrics.ts';
import type { Clip } from '../../runtime/train/clip.ts';
import type { Optimizer } from '../../runtime/train/optimizers/optimizer.ts';
import type { PlateauOptions } from '../../runtime/train/schedules/plateau.ts';
import type { Schedule } from '../../runtime/train/schedules/schedule.ts';

/** How one model is trained. */
export interface TrainingPlan {
  /** Shown in errors and events: `'fold 2 of 5'`. */
  readonly run: string;
  readonly seed: number;
  readonly epochs: number;
  /** Examples in a step; the last step of an epoch is filled up from its beginning. */
  readonly batch: number;
  readonly learningRate: number;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  /** Lowers the rate, on top of the schedule, when validation no longer gets better. */
  readonly plateau?: PlateauOptions | undefined;
  readonly clip?: Clip | undefined;
  /** What the best epoch is chosen by. */
  readonly metric: MetricName;
  /** Which epoch's parameters are kept: the best one's (default), or the last one's, whatever validation says. */
  readonly keep?: 'best' | 'last' | undefined;
  /** Epochs without a better score before training ends; null: it never ends early. */
  readonly patience: number | null;
  /** Steps between two checkpoints inside an epoch; there is one after every epoch anyhow. */
  readonly checkpointEvery: number;
}
