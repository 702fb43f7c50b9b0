import { join } from 'node:path';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import { openTrainingData } from '../../training/data/open-training-data.ts';
import { writeTrainingReport } from '../../training/report/write-training-report.ts';
import { searchRun } from '../../training/search/search-run.ts';
import { trainRun } from '../../training/train-run.ts';
import type { RunScores } from '../../training/run/run-event.ts';
import type { SearchResult } from '../../training/search/search-result.ts';
import type { RecipeTools } from '../recipe.ts';

/** A trained system. */
export interface TrainedSystem {
  /** Holds `head.onnx`, `manifest.json`, `validation.csv`; for a search those of its first repeat. */
  readonly folder: string;
  readonly scores?: RunScores;
  readonly search?: SearchResult;
}

/**
 * Trains as the configuration says, or searches where it says so. What an earlier call has finished or begun is gone on from.
 *
 * @throws what aborted the signal; ConfigError, DatasetError, TrainingError
 */
export async function trainSystem(config: TrainingConfig, { engine, signal, tell }: RecipeTools): Promise<TrainedSystem> {
  const folder = join(config.output, config.name);
  const data = await openTrainingData(config, { signal });
  for (const text of data.warnings.filter(isNews)) tell({ type: 'warning', text: `${config.name}: ${text}` });
  let end: Omit<TrainedSystem, 'folder'> = {};
  for await (const event of config.search === null ? trainRun({ config, data, engine, signal }) : searchRun({ config, data, engine, signal })) {
    tell({ type: 'training', system: config.name, event });
    if (event.type === 'scores') end = { scores: event.scores };
    if (event.type === 'search') end = { search: event.result };
  }
  signal.throwIfAborted(); // A run that was aborted ends without an error, and without scores
  await writeTrainingReport(folder);
  return { folder, ...end };
}

/** The folders hold the features of all clips, and those of other splits are to have no label here. */
export function isNews(warning: string): boolean {
  return !warning.includes('have features and no labels');
}
