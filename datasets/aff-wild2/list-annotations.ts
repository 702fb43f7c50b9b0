import { basename } from 'node:path';
import type { FrameAnswer } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import type { AffWild2Folders } from './aff-wild2-folders.ts';
import { listEntries } from './list-entries.ts';
import { readAnnotation } from './read-annotation.ts';
import { readMultiTask } from './read-multi-task.ts';
import { readTestList } from './read-test-list.ts';
import type { AffWild2Split } from './task-layouts.ts';

/** One clip as the annotations name it. */
export interface Annotation {
  readonly key: string;
  readonly split: AffWild2Split;
  /** File that names it. */
  readonly source: string;
  readonly frames?: () => Promise<FrameAnswer>;
  readonly length?: number;
}

/**
 * Resolves with the clips of a task by split, each split in the order of the keys.
 *
 * @throws DatasetError UNKNOWN_FILE for what is no annotation, DUPLICATE for a key in two splits; and what the readers of the lists throw
 */
export async function listAnnotations(folders: AffWild2Folders): Promise<Annotation[]> {
  const annotations = new Map<string, Annotation>();
  for (const split of ['train', 'validation', 'test'] as const) {
    for (const annotation of await listSplit(folders, split)) {
      const other = annotations.get(annotation.key);
      if (other !== undefined) throw duplicate(other, annotation);
      annotations.set(annotation.key, annotation);
    }
  }
  return [...annotations.values()];
}

function duplicate(one: Annotation, other: Annotation): DatasetError {
  const next = other.split === 'test' ? 'Name the list of this edition with --layout testList=FILE, or none with --layout testList=.' : 'Remove it from one of them: what is trained on must not be judged by.';
  return new DatasetError('DUPLICATE', { path: other.source, detail: `names "${other.key}" for ${other.split}, and ${one.source} names it for ${one.split}`, next });
}

async function listSplit({ task, splits, testList }: AffWild2Folders, split: AffWild2Split): Promise<Annotation[]> {
  const listed = split === 'test' && testList !== undefined ? await readTestList(testList) : new Map<string, number | undefined>();
  const source = splits[split];
  const labelled = source === undefined ? [] : task === 'mtl' ? await listRows(source, split) : await listFiles(source, { task, split });
  const found = labelled.map((each) => withLength(each, listed.get(each.key)));
  const names = new Set(labelled.map(({ key }) => key));
  const bare = [...listed].filter(([key]) => !names.has(key)).map(([key, length]) => withLength({ key, split, source: testList! }, length));
  return [...found, ...bare].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function withLength(annotation: Annotation, length: number | undefined): Annotation {
  return length === undefined ? annotation : { ...annotation, length };
}

async function listRows(source: string, split: AffWild2Split): Promise<Annotation[]> {
  return [...(await readMultiTask(source))].map(([key, frames]) => ({ key, split, source, frames }));
}

async function listFiles(folder: string, { task, split }: { readonly task: 'va' | 'expr' | 'au'; readonly split: AffWild2Split }): Promise<Annotation[]> {
  return (await listEntries(folder)).map(({ name, path, isFolder }) => {
    if (isFolder || !/\.txt$/i.test(name)) throw new DatasetError('UNKNOWN_FILE', { path, detail: `is no annotation: ${basename(folder)} holds one <video>.txt for each video, or person in it` });
    return { key: name.slice(0, -4), split, source: path, frames: () => readAnnotation(path, task) };
  });
}
