import { join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { trainFold } from '../../../fusion/train/train-fold.ts';
import { METRICS } from '../../../fusion/metrics/metrics.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { openEventFile, type EventFile } from '../../export/tensorboard/open-event-file.ts';
import { createModel } from './create-model.ts';
import { openMetricsLog, type MetricsLog } from './metrics-log.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.ts';
import { TARGETS_NAME, targetsTable } from './targets-table.ts';
import { toPartialTraining } from './to-partial-training.ts';
import { toPlan } from './to-plan.ts';
import type { Engine } from '../../../fusion/train/engine.ts';
import type { FoldState } from '../../../fusion/train/fold-state.ts';
import type { Model } from '../../../fusion/train/compose-model.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingPlan } from '../../../fusion/train/training-plan.ts';
import type { TrainingEvent } from '../../../fusion/train/train-fold.ts';
import type { TrainingData, TrainingFold } from '../training-data.ts';
import type { FoldCourse, RunCourse } from './run-course.ts';
import type { RunEvent } from './run-event.ts';
import type { RunFolder } from './open-run-folder.ts';

/** A trained fold. */
export interface TrainedFold {
  readonly fold: TrainingFold;
  readonly model: Model;
  readonly state: FoldState;
}

/** What a run works with. */
export interface RunTools {
  readonly config: TrainingConfig;
  readonly data: TrainingData;
  readonly engine: Engine;
  /** The run's folder. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** How folds begin and go on, where they are not trained from nothing as the configuration says. */
  readonly course?: RunCourse | undefined;
}

/**
 * Trains every fold, one after another, and yields what happens. In the folder of each fold: `checkpoint.safetensors`, from which a
 * stopped run goes on, `metrics.jsonl` and event files for TensorBoard. Returns the trained folds, fewer when it was aborted.
 *
 * @throws OutputError when the folder was removed meanwhile; TrainingError as `trainFold` does, and `BAD_CHECKPOINT`
 */
export async function* trainFolds(tools: RunTools, run: Pick<RunFolder, 'key' | 'confirm'>): AsyncGenerator<RunEvent, readonly TrainedFold[]> {
  const { folds } = tools.data;
  const trained: TrainedFold[] = [];
  for (const [index, fold] of folds.entries()) {
    if (tools.signal.aborted) break;
    const result = yield* trainOne({ ...tools, run }, fold, { index, folds: folds.length });
    if (result.state.progress.finished) trained.push(result);
  }
  return trained;
}

async function* trainOne({ config, data, engine, folder, signal, course, run }: RunTools & { readonly run: Pick<RunFolder, 'key' | 'confirm'> }, fold: TrainingFold, place: { readonly index: number; readonly folds: number }): AsyncGenerator<RunEvent, TrainedFold> {
  const path = join(folder, fold.name);
  const checkpoint = { path: join(path, 'checkpoint.safetensors'), of: `${fold.name} of ${run.key}` };
  const from = await readCheckpoint(checkpoint);
  const step = from?.trainer.step ?? 0;
  yield { type: 'fold', fold: fold.name, ...place, from: step, finished: from?.progress.finished === true };
  const { plan, model, batches, start } = await beginFold({ config, data, course }, fold);
  const partial = toPartialTraining(config, fold, plan);
  const log = await openMetricsLog(join(path, 'metrics.jsonl'), step);
  await using board = await openEventFile(join(path, 'tensorboard'), { lastStep: step });
  let state = from;
  for await (const event of trainFold({ model, layout: data.layout, classes: data.classes.length, train: fold.train, val: fold.val, plan, engine, signal, batches, partial }, from ?? start)) {
    if (event.kind === 'checkpoint') {
      state = event.state;
      if (state.trainer.step === step && from !== undefined) continue; // It is written already
      await run.confirm();
      await writeCheckpoint(checkpoint, state);
    } else {
      await record(event, { log, board });
      yield toRunEvent(event, fold.name, plan.epochs);
    }
  }
  const { best, finished } = state!.progress; // The last event of a fold is a checkpoint
  if (finished && best !== null) yield { type: 'fold-end', fold: fold.name, epoch: best.epoch, metric: plan.metric, score: METRICS[plan.metric].higherIsBetter ? best.score : -best.score };
  if (finished && partial !== undefined) await writeFileAtomically(join(path, TARGETS_NAME), targetsTable(fold.partial!, partial, data.classes));
  return { fold, model, state: state! };
}

async function beginFold({ config, data, course }: Pick<RunTools, 'config' | 'data' | 'course'>, fold: TrainingFold): Promise<Partial<FoldCourse> & { readonly plan: TrainingPlan; readonly model: Model }> {
  const plan = toPlan(config, fold.name, fold.train.size);
  if (course === undefined) return { plan, model: await createModel(config, data, fold) };
  if (fold.partial !== undefined) throw new ConfigError('training.partial', ['a run on candidate labels can only be trained from the beginning'], undefined, 'Train a run with one label a clip first.');
  const begun = await course.begin(fold);
  return { ...begun, plan: { ...plan, ...begun.plan } };
}

async function record(event: Exclude<TrainingEvent, { kind: 'checkpoint' }>, { log, board }: { readonly log: MetricsLog; readonly board: EventFile }): Promise<void> {
  if (event.kind === 'steps') {
    await log.append({ step: event.step, ...event.metrics, rate: event.rate });
    await board.append(event.step, { ...prefixed('step', event.metrics), rate: event.rate });
  } else {
    const { epoch, step, training, scores } = event.record;
    await log.append({ step, epoch, training, scores, best: event.best });
    await board.append(step, { ...prefixed('training', training), ...prefixed('validation', scores) });
  }
}

function prefixed(group: string, scalars: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(scalars).flatMap(([name, value]) => (value === undefined ? [] : [[`${group}/${name}`, value]])));
}

function toRunEvent(event: Exclude<TrainingEvent, { kind: 'checkpoint' }>, fold: string, epochs: number): RunEvent {
  if (event.kind === 'epoch') return { type: 'epoch', fold, epochs, record: event.record, best: event.best };
  return { type: 'steps', fold, step: event.step, total: event.total, loss: event.metrics.loss!, rate: event.rate };
}
