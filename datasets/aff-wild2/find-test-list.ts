import { basename, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { listEntries } from './list-entries.ts';
import type { Entry } from './list-entries.ts';
import { TASK_LAYOUTS, TEST_LIST } from './task-layouts.ts';
import type { AffWild2Task } from './task-layouts.ts';

/** Folders that the organisers' archives unpack to: `test_set_examples`, `names_of_videos_in_each_test_set`, `prediction_files_format`. */
const FOLDER = /test|prediction|submission|names/i;

/**
 * Resolves with the organisers' list for the test set of a task: the sample of a submission, else the names of the videos; looked for in `folders` and in folders of
 * lists there. `undefined` where there is none, or where the name that was given is empty.
 *
 * @throws DatasetError NOT_FOUND for a list that was named and is not there, AMBIGUOUS for two that differ in name
 */
export async function findTestList(folders: readonly string[], task: AffWild2Task, given: string | undefined): Promise<string | undefined> {
  if (given === '') return undefined;
  if (given !== undefined) return findGiven(resolve(folders[0]!, given));
  const files: Entry[] = [];
  for (const folder of new Set(folders)) files.push(...(await listLists(folder, 2)));
  const lists = files.filter(({ name }) => TASK_LAYOUTS[task].testList.test(name));
  const samples = lists.filter(({ name }) => !/release\.txt$/i.test(name));
  const candidates = samples.length > 0 ? samples : lists;
  if (candidates.length < 2) return candidates[0]?.path;
  const names = candidates.map(({ path }) => path).join(' and ');
  throw new DatasetError('AMBIGUOUS', { path: folders[0]!, detail: `holds several lists of the test set for the task ${task}, ${names}`, next: 'Choose one with --layout testList=FILE, or none with --layout testList=.' });
}

async function findGiven(path: string): Promise<string> {
  const entries = await listEntries(resolve(path, '..')).catch(() => []); // Answered below, by the name of the file
  if (entries.some(({ name, isFolder }) => !isFolder && name === basename(path))) return path;
  throw new DatasetError('NOT_FOUND', { path, detail: 'is no list of the test set: there is no such file', next: 'Correct --layout testList=FILE.' });
}

async function listLists(folder: string, depth: number): Promise<Entry[]> {
  const entries = await listEntries(folder);
  const found = entries.filter(({ name, isFolder }) => !isFolder && TEST_LIST.test(name));
  if (depth === 0) return found;
  for (const { path } of entries.filter(({ name, isFolder }) => isFolder && FOLDER.test(name))) found.push(...(await listLists(path, depth - 1)));
  return found;
}
