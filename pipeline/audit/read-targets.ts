import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import { readTable } from '../../datasets/tables/read-table.ts';
import { TARGETS_NAME } from '../training/run/targets-table.ts';

/** What one fold of a run believed of one of its training clips in the end. */
export interface StoredTarget {
  readonly fold: string;
  readonly clip: string;
  /** By class, in the order of the classes. */
  readonly candidates: ReadonlyMap<string, number>;
  readonly target: string;
  /** How much of the target it is, in [0, 1]. */
  readonly share: number;
  readonly margin: number;
  /** Its label was known for sure. */
  readonly known: boolean;
  /** Empty where there is none. */
  readonly label: string;
}

/**
 * Resolves with what the folds of a training run believed, fold by fold.
 *
 * @throws ConfigError when `run` is no folder of a run that was trained on candidate labels to the end of a fold
 * @throws DatasetError when a table was damaged
 */
export async function readTargets(run: string): Promise<StoredTarget[]> {
  const names = await readdir(run).catch((cause: unknown) => {
    throw new ConfigError(run, [`cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`], cause, 'Give the folder of a training run, such as runs/NAME.');
  });
  const folds: string[] = [];
  for (const name of names.sort()) if (await isFile(join(run, name, TARGETS_NAME))) folds.push(name);
  if (folds.length === 0) throw new ConfigError(run, [`has no fold with a ${TARGETS_NAME}`], undefined, 'Give the folder of a run that was trained with `training.partial`, at least one fold to its end.');
  const targets: StoredTarget[] = [];
  for (const fold of folds) {
    for await (const row of readTable(join(run, fold, TARGETS_NAME), ['clip', 'candidates', 'target', 'share', 'margin', 'known', 'label'])) {
      const candidates = new Map(row.cell('candidates').split('|').map((each) => [each.slice(0, each.lastIndexOf(':')), Number(each.slice(each.lastIndexOf(':') + 1))] as const));
      targets.push({ fold, clip: row.cell('clip'), candidates, target: row.cell('target'), share: Number(row.cell('share')), margin: Number(row.cell('margin')), known: row.cell('known') === 'true', label: row.cell('label') });
    }
  }
  return targets;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true; // What cannot be looked at has none
}
