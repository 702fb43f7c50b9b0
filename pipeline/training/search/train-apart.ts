import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TrainingError } from '../../../fusion/train/training-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { openRunFolder } from '../run/open-run-folder.ts';
import { trainRun } from '../train-run.ts';
import type { FinishTools } from '../run/finish-run.ts';
import type { RunEvent, RunScores } from '../run/run-event.ts';

/** How a run ended: with scores, or without, which `failed` explains. */
export type RunEnd = { readonly scores: RunScores } | { readonly failed: string };

/** Written last by a run, so that it is whole where it is there. */
const LAST = 'card.md';
const FAILED = 'failed.txt';
/** What the settings of one run are to blame for, and not the data or the disk. */
const OF_SETTINGS: readonly TrainingError['code'][] = ['DIVERGED', 'BAD_MODEL'];

/**
 * Trains in a folder of its own, unless that was done before with the same configuration and data, and returns how it ended;
 * undefined when it was aborted. Yields its steps and epochs; folds are named with the folder. A loss that is no number, and options that do not suit the modalities, end the run
 * but not the search.
 *
 * @throws ConfigError when a run with another configuration or other data is in the folder
 */
export async function* trainApart(tools: FinishTools): AsyncGenerator<RunEvent, RunEnd | undefined> {
  const { config, data, folder } = tools;
  (await openRunFolder(config, data, { path: folder })).release(); // Refuses what is there from another search
  const earlier = await readEnd(folder);
  if (earlier !== undefined) return earlier;
  try {
    let scores: RunScores | undefined;
    for await (const event of trainRun(tools)) {
      if (event.type === 'scores') scores = event.scores;
      else if ('fold' in event) yield { ...event, fold: `${basename(folder)}/${event.fold}` };
    }
    return scores && { scores };
  } catch (error) {
    if (!(error instanceof TrainingError) || !OF_SETTINGS.includes(error.code)) throw error;
    await writeFileAtomically(join(folder, FAILED), `${error.message}\n`);
    return { failed: error.message };
  }
}

async function readEnd(folder: string): Promise<RunEnd | undefined> {
  const failed = await readIfThere(join(folder, FAILED));
  if (failed !== undefined) return { failed: failed.trim() };
  if ((await readIfThere(join(folder, LAST))) === undefined) return undefined;
  const stored = await readIfThere(join(folder, 'scores.json'));
  return stored === undefined ? undefined : { scores: JSON.parse(stored, (_, value: unknown) => value ?? NaN) as RunScores }; // JSON writes NaN as null
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined); // Not there: the run has not come so far
}
