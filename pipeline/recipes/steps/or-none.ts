import { DatasetError } from '../../../datasets/dataset-error.ts';
import { TrainingError } from '../../../fusion/train/training-error.ts';
import type { RecipeTools, ScoreTable } from '../recipe.ts';

type Row = ScoreTable['rows'][number];

/** Resolves with the scores of a system; without any, and a warning, where its data or its training do not allow one: the other systems are still run. */
export async function orNone(system: string, run: () => Promise<Row>, { tell }: RecipeTools): Promise<Row> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DatasetError || error instanceof TrainingError)) throw error;
    tell({ type: 'warning', text: `${system} has no score. ${error.message}` });
    return { system, scores: [] };
  }
}
