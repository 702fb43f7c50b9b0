import { join } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import type { AffWild2Folders } from './aff-wild2-folders.ts';
import { isSameName } from './is-same-name.ts';
import { listEntries } from './list-entries.ts';
import type { Entry } from './list-entries.ts';
import { SPLIT_NAMES, TEST_LIST } from './task-layouts.ts';
import type { AffWild2Split, AffWild2Task } from './task-layouts.ts';

/** Names of folders that were given, by the keys of the layout. */
export type GivenNames = Readonly<Record<string, string | undefined>>;

/**
 * Resolves with the folder of each split below the folder of a task; for `mtl`, with the file. A folder of the test set that holds the organisers' lists only is none.
 *
 * @throws DatasetError AMBIGUOUS for two of a split, NOT_FOUND for one that was named, UNKNOWN_LAYOUT when there is none at all
 */
export async function findSplits(labels: string, task: AffWild2Task, given: GivenNames): Promise<AffWild2Folders['splits']> {
  const entries = await listEntries(labels);
  const isList = task === 'mtl';
  const splits: Partial<Record<AffWild2Split, string>> = {};
  for (const split of ['train', 'validation', 'test'] as const) {
    const names = given[split] === undefined ? SPLIT_NAMES[split] : [given[split]];
    const found = entries.filter((entry) => entry.isFolder !== isList && isSameName(toPlainName(entry.name, isList), isList ? names.map((name) => toPlainName(name, isList)) : names));
    if (found.length > 1) throw new DatasetError('AMBIGUOUS', { path: labels, detail: `holds ${found.map(({ name }) => `"${name}"`).join(' and ')} for the split ${split}` });
    if (found[0] !== undefined && (split !== 'test' || isList || (await holdsLabels(found[0].path)))) splits[split] = found[0].path;
    else if (given[split] !== undefined) throw new DatasetError('NOT_FOUND', { path: join(labels, given[split]), detail: 'does not exist', next: `Correct --layout ${split}=NAME.` });
  }
  if (Object.keys(splits).length === 0) throw refuse(labels, entries, isList);
  return splits;
}

function toPlainName(name: string, isList: boolean): string {
  return isList ? name.replace(/\.txt$/i, '') : name;
}

async function holdsLabels(folder: string): Promise<boolean> {
  return (await listEntries(folder)).some(({ name, isFolder }) => !isFolder && !TEST_LIST.test(name));
}

function refuse(labels: string, entries: readonly Entry[], isList: boolean): DatasetError {
  const held = entries.slice(0, 5).map(({ name }) => `"${name}"`);
  const expected = isList ? 'train_set.txt or validation_set.txt' : 'Train_Set or Validation_Set';
  const next = 'Copy the annotations again, or name the splits with --layout train=NAME and validation=NAME.';
  return new DatasetError('UNKNOWN_LAYOUT', { path: labels, detail: `holds no ${expected}; it holds ${held.join(', ') || 'nothing'}`, next });
}
