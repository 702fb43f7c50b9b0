import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import { trainingConfigSchema, type TrainingConfig } from '../../configs/training/schema.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readScoreTable, type ScoreTable } from './score-table.ts';

/** Where the parts of models lie, by the name that the user gave each. */
export interface ModelPaths {
  /** Folders of training runs. */
  readonly model: Readonly<Record<string, string>>;
  /** Predictions on unlabelled clips. */
  readonly predictions: Readonly<Record<string, string>>;
  /** Predictions on labelled clips, instead of the one of the run. */
  readonly validation: Readonly<Record<string, string>>;
  readonly weight: Readonly<Record<string, number>>;
}

/** One model: what it says of labelled and of unlabelled clips. */
export interface OpenModel {
  readonly name: string;
  readonly weight: number;
  readonly validation: ScoreTable;
  readonly predictions: ScoreTable;
  /** Configuration of its training run. */
  readonly config?: TrainingConfig | undefined;
  /** sha256 of its head. */
  readonly head?: string | undefined;
}

/**
 * Resolves with the models, in the order in which they were named first.
 *
 * @throws ConfigError when a model lacks a part or has a weight that is not above 0
 * @throws DatasetError for tables that cannot be used, or whose classes differ
 */
export async function openModels(paths: ModelPaths): Promise<OpenModel[]> {
  const names = [...new Set([...Object.keys(paths.model), ...Object.keys(paths.validation)])];
  if (names.length === 0) throw new ConfigError('--model', ['no model is named'], undefined, 'Give for instance --model voice=runs/voice --predictions voice=voice-unlabelled.csv.');
  const strange = [...Object.keys(paths.predictions), ...Object.keys(paths.weight)].filter((name) => !names.includes(name));
  if (strange.length > 0) throw new ConfigError(`--predictions ${strange[0]!}`, [`there is no model "${strange[0]!}"; there are ${names.join(', ')}`], undefined, 'Name its run with --model, or call both the same.');
  const models: OpenModel[] = [];
  for (const name of names) models.push(await openModel(name, paths));
  const [first] = models;
  for (const { predictions, validation } of models) [validation, predictions].forEach((table) => refuseOtherClasses(first!.validation, table));
  return models;
}

async function openModel(name: string, { model, predictions, validation, weight }: ModelPaths): Promise<OpenModel> {
  const { [name]: folder } = model;
  const { [name]: unlabelled } = predictions;
  const count = weight[name] ?? 1;
  if (!(count > 0 && Number.isFinite(count))) throw new ConfigError(`--weight ${name}`, [`is ${String(count)}, and must be a number above 0`], undefined, 'Leave the model out if it is not to count.');
  if (unlabelled === undefined) throw new ConfigError(`--predictions ${name}`, [`nothing says what the model "${name}" predicts on unlabelled clips`], undefined, `Write it with \`affekt predict ${folder ?? 'RUN'} --features … --out ${name}.csv\` and give --predictions ${name}=${name}.csv.`);
  if (folder !== undefined && !existsSync(join(folder, 'config.json'))) throw new ConfigError(folder, ['is not the folder of a training run: it has no config.json'], undefined, 'Name the folder that `affekt train` wrote.');
  const table = validation[name] ?? join(folder!, 'validation.csv');
  if (validation[name] === undefined && !existsSync(table)) throw new ConfigError(folder!, ['has no validation.csv: the run has not come to its end'], undefined, 'Give the command of the run again, which goes on.');
  return {
    name,
    weight: count,
    validation: refuseWithoutTruth(await readScoreTable(table)),
    predictions: await readScoreTable(unlabelled),
    ...(folder !== undefined && { config: await readConfig(join(folder, 'config.json')), head: await hashIfThere(join(folder, 'head.onnx')) }),
  };
}

function refuseWithoutTruth(table: ScoreTable): ScoreTable {
  if (table.clips.values().some(({ actual }) => actual !== undefined)) return table;
  throw new DatasetError('UNKNOWN_COLUMN', { path: table.path, detail: 'says of no clip what is true ("actual_expression")', next: 'Give validation.csv of a training run.' });
}

function refuseOtherClasses(first: ScoreTable, table: ScoreTable): void {
  if (first.classes.join('\n') === table.classes.join('\n')) return;
  const isOrder = [...first.classes].sort().join('\n') === [...table.classes].sort().join('\n');
  throw new DatasetError('UNKNOWN_CLASS', {
    path: table.path,
    detail: `has the classes ${table.classes.join(', ')}${isOrder ? ' in this order' : ''}, and ${first.path} ${first.classes.join(', ')}`,
    next: 'Train all models with the same `labels.classes`, and predict with the head of the same run.',
  });
}

async function readConfig(path: string): Promise<TrainingConfig> {
  try {
    return trainingConfigSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new ConfigError(path, ['is no training configuration, so it is damaged'], cause, 'Give the command of the run again, which writes it anew.');
  }
}

async function hashIfThere(path: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
