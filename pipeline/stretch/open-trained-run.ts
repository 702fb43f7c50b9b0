import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import { loadTrainingConfig } from '../../configs/training/load-training-config.ts';
import { openTrainingData, type PreparedTrainingData } from '../training/data/open-training-data.ts';
import { toFusionModel } from '../training/data/to-model-parts.ts';
import { readCheckpoint } from '../training/run/checkpoint-file.ts';
import { readKey, runKey } from '../training/run/open-run-folder.ts';
import type { TrainingConfig } from '../../configs/training/schema.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';
import type { RotaryUse } from '../../fusion/models/fusion-model.ts';
import type { ScanOptions } from '../training/data/scan-features.ts';

/** A finished run of windows. */
export interface TrainedRun {
  readonly folder: string;
  readonly key: string;
  readonly config: TrainingConfig & { readonly windows: NonNullable<TrainingConfig['windows']> };
  /** Rotary positions of its model. */
  readonly rotary: RotaryUse;
  /** Its data, cut into its windows. */
  readonly data: PreparedTrainingData;
  /** By name of the fold: the parameters of its best epoch. */
  readonly weights: Readonly<Record<string, TrainerState['tensors']>>;
}

/**
 * Resolves with the run in `folder`, with its data opened as it was trained on them.
 *
 * @throws ConfigError when there is no finished run, it has no windows or no transformer, or features or labels have changed since
 */
export async function openTrainedRun(folder: string, options: ScanOptions): Promise<TrainedRun> {
  const config = await readConfig(folder);
  const { windows } = config;
  if (config.training.partial !== null) throw fault(folder, 'it was trained on candidate labels, and whole videos would be trained on as if they had one each', 'Give a run without `training.partial`.');
  const { trace, rotary } = toFusionModel(config);
  if (trace === undefined || rotary === undefined) throw fault(folder, `its model is "${config.model.name}", and only "transformer" has positions that can be stretched`, 'Train one with `affekt train --set model.name=transformer`.');
  if (windows === null) throw fault(folder, 'it was trained on whole clips, and there is nothing to stretch', 'Give a run that was trained with `windows`.');
  const data = await openTrainingData(config, options);
  if (data.facts.way !== 'timeline') throw fault(folder, `its sequences come together in the way "${data.facts.way}"`, 'Give a run whose `alignment.method` is linear, nearest or mean-pool, with a modality of frames.');
  const key = runKey(config, data);
  if ((await readKey(join(folder, 'data.json'))) !== key) throw fault(folder, 'features, labels or configuration have changed since it was trained', 'Bring them back, or train the run anew.');
  return { folder, key, config: { ...config, windows }, rotary, data, weights: await readWeights(folder, key, data) };
}

async function readConfig(folder: string): Promise<TrainingConfig> {
  const file = join(folder, 'config.json');
  const isThere = await readFile(file).then(() => true, () => false); // What cannot be read is no run
  if (!isThere) throw fault(folder, 'it is no folder of a training run: it holds no config.json', 'Give the folder that `affekt train` made.');
  return loadTrainingConfig({ file });
}

async function readWeights(folder: string, key: string, { folds }: PreparedTrainingData): Promise<Record<string, TrainerState['tensors']>> {
  const weights: Record<string, TrainerState['tensors']> = {};
  for (const { name } of folds) {
    const state = await readCheckpoint({ path: join(folder, name, 'checkpoint.safetensors'), of: `${name} of ${key}` });
    if (state?.progress.finished !== true || state.best === undefined) throw fault(folder, `${name} is not trained to its end`, `Finish it with \`affekt train --config ${join(folder, 'config.json')}\`.`);
    weights[name] = state.best;
  }
  return weights;
}

function fault(folder: string, detail: string, next: string): ConfigError {
  return new ConfigError(folder, [detail], undefined, next);
}
