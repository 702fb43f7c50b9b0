import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { toMetric } from '../data/to-model-parts.ts';
import { readValidation } from './read-validation.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { SearchResult } from '../search/search-result.ts';
import type { StoredEpoch, StoredFold, StoredRun, StoredScores } from './stored-run.ts';

/** A line of `metrics.jsonl`: of a few steps, or of an epoch. */
type MetricsLine = StoredEpoch | { readonly step: number; readonly rate: number; readonly epoch?: undefined };

/**
 * Resolves with what the folder of a run holds, finished or not. The folds of a search are those of the run whose head it exports.
 *
 * @throws ConfigError when there is no `config.json`, or a JSON file is damaged
 */
export async function readStoredRun(folder: string): Promise<StoredRun> {
  const config = await readJson<TrainingConfig>(join(folder, 'config.json'));
  if (config === undefined) throw new ConfigError(folder, ['is not the folder of a training run: it has no config.json'], undefined, 'Name the folder that `affekt train` wrote.');
  const [data, scores, search] = await Promise.all([readJson<NonNullable<StoredRun['data']>>(join(folder, 'data.json')), readJson<StoredScores>(join(folder, 'scores.json')), config.search === null ? undefined : readJson<SearchResult>(join(folder, 'search.json'))]);
  const folds = config.search === null ? await readFolds(folder) : search?.head === undefined ? [] : await readFolds(join(folder, search.head));
  const complete = (await readIfThere(join(folder, 'card.md'))) !== undefined && (config.search === null || search?.complete === true);
  return { folder, config, metric: toMetric(config), data, scores, search, complete, folds, validation: await readValidation(join(folder, 'validation.csv'), scores?.classes ?? []) };
}

async function readFolds(folder: string): Promise<StoredFold[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const logs = await Promise.all(names.map(async (name) => ({ name, text: await readIfThere(join(folder, name, 'metrics.jsonl')) })));
  return logs
    .flatMap(({ name, text }) => (text === undefined ? [] : [toFold(name, text.split('\n').flatMap(parseLine))]))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function toFold(name: string, lines: readonly MetricsLine[]): StoredFold {
  return {
    name,
    epochs: lines.filter((line): line is StoredEpoch => line.epoch !== undefined),
    rates: lines.flatMap((line) => (line.epoch === undefined ? [[line.step, line.rate] as const] : [])),
  };
}

/** Nothing of half a line: the run was stopped while it wrote. */
function parseLine(line: string): MetricsLine[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as MetricsLine];
  } catch {
    return []; // The run tells of it when it goes on
  }
}

async function readJson<Value>(path: string): Promise<Value | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch (cause) {
    throw new ConfigError(path, ['is not JSON, so it is damaged'], cause, 'Give the command of the run again, which writes it anew.');
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
