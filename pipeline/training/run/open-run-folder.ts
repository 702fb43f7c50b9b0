import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { lockFolder } from '../../batch/lock-folder.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { TrainingData } from '../training-data.ts';
import type { RunCourse } from './run-course.ts';

/** The folder of one training run. No other process writes into it. */
export interface RunFolder {
  readonly path: string;
  /** What decides the result of the run, as a hash. */
  readonly key: string;
  /** @throws OutputError when the folder was removed, or given to another process, since it was taken */
  confirm(): Promise<void>;
  release(): void;
}

/** Where a run is, and what it goes by. */
export interface RunPlace {
  /** Default: `output/name` of the configuration. */
  readonly path?: string | undefined;
  readonly course?: Pick<RunCourse, 'key'> | undefined;
}

/**
 * Takes the run's folder, `output/name` unless another is given, making it when it is missing, and writes `config.json` and `data.json` into it. A run of the
 * same configuration and data that was stopped there goes on.
 *
 * @throws ConfigError when a run of another configuration, or on other data, is in the folder; MediaError IN_USE when one is at work there
 */
export async function openRunFolder(config: TrainingConfig, data: TrainingData, { path = join(config.output, config.name), course }: RunPlace = {}): Promise<RunFolder> {
  const lock = await lockFolder(path);
  try {
    const key = course === undefined ? runKey(config, data) : hash(`${runKey(config, data)} ${course.key}`);
    const earlier = await readKey(join(path, 'data.json'));
    if (earlier !== undefined && earlier !== key) throw new ConfigError(path, ['a run with another configuration or other data is there already'], undefined, 'Choose another `name` or `--out`, or delete the folder.');
    await writeFileAtomically(join(path, 'config.json'), `${JSON.stringify(withWholePaths(config), null, 2)}\n`);
    await writeFileAtomically(join(path, 'data.json'), `${JSON.stringify({ key, ...data.summary, warnings: data.warnings }, null, 2)}\n`);
    return { path, key, confirm: () => lock.confirm(), release: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The file is read from another folder than that of the command. */
function withWholePaths({ features, labels, output, ...rest }: TrainingConfig): TrainingConfig {
  const whole = Object.entries(features).map(([name, modality]) => [name, { ...modality, folder: resolve(modality.folder) }] as const);
  return { ...rest, features: Object.fromEntries(whole), labels: { ...labels, file: resolve(labels.file), ...(labels.predictions && { predictions: labels.predictions.map(({ file, validation }) => ({ file: resolve(file), ...(validation !== undefined && { validation: resolve(validation) }) })) }) }, output: resolve(output) };
}

/** Returns what decides the result, as a hash: everything but where it is written, where its data lie, and on how many threads it is computed. */
export function runKey(config: TrainingConfig, { layout, summary, folds, fingerprint }: TrainingData): string {
  const { seed, model, head, alignment, windows, folds: plan, training, runtime } = config;
  const sizes = folds.map(({ name, train, val, test }) => [name, train.size, val.size, test.size]);
  const features = Object.entries(config.features).map(([name, modality]) => [name, { ...modality, folder: undefined }]);
  const labels = { ...config.labels, file: undefined, predictions: undefined };
  const decisive = { fingerprint, seed, model, head, features, labels, alignment, windows, plan, training, engine: runtime.engine, layout, summary, sizes };
  return hash(JSON.stringify(decisive));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Resolves with the key of the run whose `data.json` is at `path`; undefined where there is none. */
export async function readKey(path: string): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { key?: string }).key;
  } catch {
    return undefined; // Not there, or not whole: a run begins anew, its checkpoints tell whether they fit
  }
}
