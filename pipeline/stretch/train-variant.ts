import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { noProgress, type FoldState } from '../../fusion/train/fold-state.ts';
import { adamW } from '../../runtime/train/optimizers/adam.ts';
import { float32 } from '../../runtime/tensor.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { readCheckpoint } from '../training/run/checkpoint-file.ts';
import { openRunFolder } from '../training/run/open-run-folder.ts';
import { trainRun } from '../training/train-run.ts';
import { toTrainedFold, type Stretch } from './open-stretch.ts';
import type { Engine } from '../../fusion/train/engine.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';
import type { PluginContext } from '../../plugins/plugin.ts';
import type { RunCourse } from '../training/run/run-course.ts';
import type { RunEvent } from '../training/run/run-event.ts';
import type { StretchOptions } from './stretch-options.ts';
import type { OpenedMethod, Variant } from './variants.ts';

/** What a stretch works with. */
export interface StretchTools {
  readonly stretch: Stretch;
  readonly options: StretchOptions;
  readonly method: OpenedMethod;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly context: PluginContext;
  /** The command that makes it again, for cards. */
  readonly command: string;
}

/** A variant that has come to its end. */
export interface TrainedVariant {
  readonly variant: Variant;
  /** By name of the fold. */
  readonly weights: Readonly<Record<string, TrainerState['tensors']>>;
  /** By name of the fold: what was settled before the first step. */
  readonly records: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What was settled for a fold, in its folder. */
const RECORD_NAME = 'settled.json';

/**
 * Trains all folds of a variant in its folder, or goes on there, and yields what happens, folds named with the variant. Returns undefined when it was aborted.
 *
 * @throws ConfigError when the folder holds another run; TrainingError as training does
 */
export async function* trainVariant(tools: StretchTools, variant: Variant): AsyncGenerator<RunEvent, TrainedVariant | undefined> {
  const { stretch, options, engine, signal, context, command } = tools;
  const { config } = stretch.plan;
  const course: RunCourse = {
    key: keyOf(tools, variant),
    command,
    begin: async ({ name }) => {
      const fold = stretch.folds.find(({ windows }) => windows.name === name)!;
      const { model, batches, record } = await variant.continueFold(toTrainedFold(stretch, fold, { engine, seed: options.seed }), context);
      await writeRecord(join(variant.folder, name), record);
      return { model, batches, start: startFrom(stretch.run.weights[name]!), plan: { keep: 'last' } };
    },
  };
  const data = stretch.videos;
  const named = variant.folder === join(config.output, config.name) ? config : { ...config, name: `${config.name}-${variant.name}` };
  const folder = await openRunFolder(named, data, { path: variant.folder, course });
  folder.release(); // Refuses what is there from another run
  if (!(await isFinished(variant.folder))) {
    for await (const event of trainRun({ config: named, data, engine, folder: variant.folder, signal, course })) {
      if ('fold' in event) yield { ...event, fold: `${variant.name}/${event.fold}` };
      else if (event.type === 'written') yield event;
    }
  }
  if (!(await isFinished(variant.folder))) return undefined;
  return { variant, weights: await readWeights(variant.folder, folder.key, stretch), records: await readRecords(variant.folder, stretch) };
}

/** The state before the first step: the numbers of the teacher, and an optimiser that has seen nothing. */
function startFrom(weights: TrainerState['tensors']): FoldState {
  const { slots } = adamW();
  const parameters = Object.entries(weights).filter(([name]) => name.startsWith('parameter:'));
  const empty = parameters.flatMap(([name, { dims, data }]) => slots.map((slot) => [name.replace('parameter:', `${slot}:`), float32(new Float32Array(data.length), ...dims)] as const));
  return { trainer: { step: 0, tensors: { ...weights, ...Object.fromEntries(empty) } }, progress: noProgress };
}

/** Everything that decides the result beside the student's configuration and its data. */
function keyOf({ stretch: { run, plan }, options: { longred }, method }: StretchTools, { name }: Variant): string {
  const hash = createHash('sha256').update(`${run.key} ${name} ${plan.window} ${plan.target} ${JSON.stringify(name === method.plugin.name ? method.options : longred.cut)}`);
  for (const [fold, tensors] of Object.entries(run.weights)) {
    for (const [tensor, { data }] of Object.entries(tensors)) hash.update(`${fold} ${tensor}`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

async function writeRecord(folder: string, record: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFileAtomically(join(folder, RECORD_NAME), `${JSON.stringify(record, null, 2)}\n`);
}

async function readRecords(folder: string, { folds }: Stretch): Promise<TrainedVariant['records']> {
  const entries = folds.map(async ({ windows: { name } }) => [name, JSON.parse(await readFile(join(folder, name, RECORD_NAME), 'utf8')) as Record<string, unknown>] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function isFinished(folder: string): Promise<boolean> {
  return stat(join(folder, 'card.md')).then(() => true, () => false); // Written last
}

async function readWeights(folder: string, key: string, { folds }: Stretch): Promise<Record<string, TrainerState['tensors']>> {
  const entries = folds.map(async ({ windows: { name } }) => {
    const state = await readCheckpoint({ path: join(folder, name, 'checkpoint.safetensors'), of: `${name} of ${key}` });
    if (state?.best === undefined) throw new Error(`${basename(folder)}: the checkpoint of ${name} is gone`);
    return [name, state.best] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
