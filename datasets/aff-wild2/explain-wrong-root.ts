import { basename, dirname, join, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { isSameName } from './is-same-name.ts';
import { holdsTasks, listAnnotationFolders } from './list-annotation-folders.ts';
import { isFolder, listEntries } from './list-entries.ts';
import type { Entry } from './list-entries.ts';
import { SPLIT_NAMES } from './task-layouts.ts';

const SPLITS = Object.values(SPLIT_NAMES).flat();
/** Folders looked into below a root without annotations. */
const LOOKED_INTO = 200;

interface Seen {
  readonly entries: readonly Entry[];
  /** What shows the folder to be one of annotations. */
  readonly tasks: string | undefined;
}

/** Resolves with the error for a root without annotations: it says what the folder is, and which one to give where that is found above or below. */
export async function explainWrongRoot(root: string): Promise<DatasetError> {
  const entries = await listEntries(root);
  const better = (await findAbove(resolve(root))) ?? (await findBelow(entries));
  const tasks = await holdsTasks(root);
  return new DatasetError('UNKNOWN_LAYOUT', {
    path: root,
    detail: describe(root, { entries, tasks }),
    next: better !== undefined ? `Give ${better}, which holds the annotations.` : await suggestName(root, { entries, tasks }),
  });
}

/** What to do where annotations are called otherwise than in any edition. */
async function suggestName(root: string, { entries, tasks }: Seen): Promise<string> {
  if (tasks !== undefined) return `Give its parent ${dirname(resolve(root))}, with --layout annotations="${basename(resolve(root))}".`;
  for (const { name, path } of entries.filter((entry) => entry.isFolder).slice(0, LOOKED_INTO)) {
    if ((await holdsTasks(path).catch(() => undefined)) !== undefined) return `Name the annotations with --layout annotations="${name}".`;
  }
  return 'Give the folder in which the annotations, crops and videos lie, or name the annotations with --layout annotations=FOLDER.';
}

function describe(root: string, { entries, tasks }: Seen): string {
  const folders = entries.filter((entry) => entry.isFolder);
  const split = folders.find(({ name }) => isSameName(name, SPLITS));
  if (tasks !== undefined) return `is the folder of annotations itself: it holds ${tasks}`;
  if (split !== undefined) return `is the folder of one task: it holds ${split.name}`;
  if (entries.some(({ name }) => /^\d{5}\.jpe?g$/i.test(name))) return 'holds the crops of one face';
  if (/^cropped/i.test(basename(resolve(root))) || isCropFolder(root)) return 'is a folder of crops';
  if (isSameName(basename(resolve(root)), SPLITS)) return 'is the folder of one split of one task';
  if (entries.some(({ name }) => /\.(?:mp4|avi)$/i.test(name))) return 'is a folder of videos';
  const names = entries.slice(0, 5).map(({ name }) => `"${name}"`);
  const held = names.length === 0 ? 'it is empty' : `it holds ${names.join(', ')}${entries.length > 5 ? ` and ${entries.length - 5} more` : ''}`;
  return `holds no folder of annotations such as "6th_ABAW_Annotations"; ${held}`;
}

function isCropFolder(root: string): boolean {
  return /^cropped/i.test(basename(dirname(resolve(root))));
}

async function findAbove(root: string): Promise<string | undefined> {
  let folder = dirname(root);
  for (let level = 0; level < 4 && folder !== dirname(folder); level++, folder = dirname(folder)) {
    if (await hasAnnotations(folder)) return folder;
  }
  return undefined;
}

async function findBelow(entries: readonly Entry[]): Promise<string | undefined> {
  for (const { path } of entries.filter((entry) => entry.isFolder).slice(0, LOOKED_INTO)) {
    if (await hasAnnotations(path)) return path;
    const inner = await listEntries(path).catch(() => []); // A folder that may not be read is not the one
    const found = inner.find((entry) => entry.isFolder && isSameName(entry.name, ['Aff-Wild2', 'data', 'dataset']));
    if (found !== undefined && (await hasAnnotations(found.path))) return join(path, found.name);
  }
  return undefined;
}

async function hasAnnotations(folder: string): Promise<boolean> {
  if (!(await isFolder(folder))) return false;
  return listAnnotationFolders(folder).then(
    (found) => found.length > 0,
    () => false, // A folder that may not be read is not the one
  );
}
