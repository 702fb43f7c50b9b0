import { basename, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import type { AffWild2Folders } from './aff-wild2-folders.ts';
import { explainWrongRoot } from './explain-wrong-root.ts';
import { findFaceRoots } from './find-face-roots.ts';
import { findSplits } from './find-splits.ts';
import type { GivenNames } from './find-splits.ts';
import { findTestList } from './find-test-list.ts';
import { findVideoFolders } from './find-video-folders.ts';
import { isSameName } from './is-same-name.ts';
import { isMultiTaskList, listAnnotationFolders } from './list-annotation-folders.ts';
import { isFolder, listEntries } from './list-entries.ts';
import { TASK_LAYOUTS } from './task-layouts.ts';
import type { AffWild2Task } from './task-layouts.ts';

/**
 * Resolves with where the parts of the corpus below `root` are. Names that were given stand in place of those of the editions.
 *
 * @throws DatasetError NOT_FOUND, UNREADABLE; UNKNOWN_LAYOUT for another level of folder, saying which one to give; AMBIGUOUS for annotations of two editions
 */
export async function findFolders(root: string, task: AffWild2Task, given: GivenNames): Promise<AffWild2Folders> {
  const annotations = await findAnnotations(root, task, given.annotations);
  const labels = await findTask(annotations, task, given[task]);
  const splits = await findSplits(labels, task, given);
  const testList = await findTestList([root, annotations, labels], task, given.testList);
  const [faces, videos] = await Promise.all([findFaceRoots(root, given.faces), findVideoFolders(root, given.videos)]);
  return { root, task, annotations, labels, splits, faces, videos, ...(testList !== undefined && { testList }) };
}

async function findAnnotations(root: string, task: AffWild2Task, given: string | undefined): Promise<string> {
  const entries = await listEntries(root);
  if (given !== undefined) {
    const path = resolve(root, given);
    if (await isFolder(path)) return path;
    throw new DatasetError('NOT_FOUND', { path, detail: 'is no folder of annotations: there is no such folder', next: 'Correct --layout annotations=FOLDER.' });
  }
  const found = await listAnnotationFolders(root);
  if (found.length > 1) {
    const names = found.map((path) => `"${basename(path)}"`).join(' and ');
    throw new DatasetError('AMBIGUOUS', { path: root, detail: `holds annotations of several editions, ${names}`, next: `Choose one with --layout annotations="${basename(found.at(-1)!)}".` });
  }
  if (found[0] !== undefined) return found[0];
  if (task === 'mtl' && entries.some(({ name, isFolder }) => !isFolder && isMultiTaskList(name))) return root;
  throw await explainWrongRoot(root);
}

async function findTask(annotations: string, task: AffWild2Task, given: string | undefined): Promise<string> {
  const entries = await listEntries(annotations);
  const names = given === undefined ? TASK_LAYOUTS[task].folders : [given];
  const found = entries.filter(({ name, isFolder }) => isFolder && isSameName(name, names));
  if (found.length === 1) return found[0]!.path;
  if (found.length > 1) {
    const both = found.map(({ name }) => `"${name}"`).join(' and ');
    throw new DatasetError('AMBIGUOUS', { path: annotations, detail: `holds ${both} for the task ${task}`, next: `Choose one with --layout ${task}="${found[0]!.name}".` });
  }
  if (task === 'mtl' && given === undefined && entries.some(({ name }) => isMultiTaskList(name))) return annotations;
  const held = entries.map(({ name }) => `"${name}"`).slice(0, 8);
  const detail = `holds no folder of the task ${task}, which is called ${names.slice(0, 2).join(' or ')}; it holds ${held.join(', ') || 'nothing'}`;
  throw new DatasetError('UNKNOWN_LAYOUT', { path: annotations, detail, next: `Choose another task, or name the folder with --layout ${task}=FOLDER.` });
}
