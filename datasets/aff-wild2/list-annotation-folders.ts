import { isSameName } from './is-same-name.ts';
import { listEntries } from './list-entries.ts';
import { SPLIT_NAMES, TASK_LAYOUTS } from './task-layouts.ts';

const ANNOTATIONS = /abaw.*annotations?$|^annotations?$/i;
const TASK_FOLDERS = Object.values(TASK_LAYOUTS).flatMap(({ folders }) => folders);

/** Resolves with the folders in `root` that hold annotations of any edition: `6th_ABAW_Annotations`, `Third ABAW Annotations`, also one in another of such a name. */
export async function listAnnotationFolders(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, path, isFolder } of await listEntries(root)) {
    if (!isFolder || !ANNOTATIONS.test(name.replace(/_/g, ' '))) continue;
    if (await holdsTasks(path)) found.push(path);
    else found.push(...(await listAnnotationFolders(path)));
  }
  return found;
}

/** Resolves with the first thing in a folder that shows it to be one of annotations: a folder of a task, or a list of the multi-task set. */
export async function holdsTasks(folder: string): Promise<string | undefined> {
  const entries = await listEntries(folder);
  const found = entries.find(({ name, isFolder }) => (isFolder ? isSameName(name, TASK_FOLDERS) : isMultiTaskList(name)));
  return found?.name;
}

/** Returns whether a file is a list of the multi-task set that lies beside the folders, as in editions 4 and 7. */
export function isMultiTaskList(name: string): boolean {
  return /annotations\.txt$/i.test(name) && isSameName(name.slice(0, -4), Object.values(SPLIT_NAMES).flat());
}
