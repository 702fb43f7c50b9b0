import type { Finding } from '../../finding.ts';
import type { AffWild2Folders } from '../aff-wild2-folders.ts';
import { isSameName } from '../is-same-name.ts';
import { listEntries } from '../list-entries.ts';
import { listFaceFolders } from '../list-face-folders.ts';
import { listVideos } from '../list-videos.ts';
import { TASK_LAYOUTS } from '../task-layouts.ts';

/** What may lie beside the annotations without being one. */
const BESIDE = /^read ?me|licen[cs]e|eula|\.pdf$|test[_ ]?set|names[_ ]of/i;
const TASK_FOLDERS = Object.values(TASK_LAYOUTS).flatMap(({ folders }) => folders);

type FaceFolders = ReadonlyMap<string, readonly string[]>;

/** Yields what is wrong with the folders of the corpus: files that belong to no split, names that differ in case only, videos that are there twice, no list of the test set. */
export async function* inspectFolders(folders: AffWild2Folders): AsyncGenerator<Finding> {
  yield* findStrangers(folders);
  const faces = await listFaceFolders(folders.faces);
  yield* findTwins(folders, faces);
  yield* findDuplicateCrops(faces);
  for (const [name, paths] of await listVideos(folders.videos)) {
    if (paths.length < 2) continue;
    yield { level: 'warning', code: 'duplicate-video', where: name, what: `is there ${paths.length} times: ${paths.join(', ')}; the first is used`, fix: 'Remove the others, or list the folders to use with --layout videos=FOLDERS.' };
  }
  if (folders.testList !== undefined || folders.splits.test !== undefined) return;
  yield { level: 'note', code: 'no-test-list', where: folders.root, what: 'has no list of the test set for this task', fix: 'For a submission, put the sample of the organisers beside the annotations, or name it with --layout testList=FILE.' };
}

async function* findStrangers({ annotations, labels, splits, root }: AffWild2Folders): AsyncGenerator<Finding> {
  const known = new Set<string>([labels, ...Object.values(splits)]);
  for (const folder of new Set([annotations, labels])) {
    if (folder === root) continue; // There lies everything else too
    for (const { name, path, isFolder } of await listEntries(folder)) {
      if (known.has(path) || BESIDE.test(name) || (isFolder && folder === annotations && isSameName(name, TASK_FOLDERS))) continue;
      yield { level: 'warning', code: 'unknown-file', where: path, what: `is no ${folder === annotations ? 'task' : 'split'} of the corpus, and is passed over`, fix: 'Move it out of the annotations, or name it as the corpus does.' };
    }
  }
}

/** A disk that does not tell cases apart would mix them up. */
async function* findTwins({ splits, task }: AffWild2Folders, faces: FaceFolders): AsyncGenerator<Finding> {
  const files = task === 'mtl' ? [] : await Promise.all(Object.values(splits).map((folder) => listEntries(folder)));
  const seen = new Map<string, string>();
  for (const name of [...files.flat().map((file) => file.name.replace(/\.txt$/i, '')), ...faces.keys()]) {
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), other ?? name);
    if (other === undefined || other === name) continue;
    yield { level: 'error', code: 'name-twins', where: name, what: `differs from "${other}" in upper and lower case only`, fix: 'Give both the name that the annotations have, or remove the one that is a copy.' };
  }
}

/** A key may be in two folders, with other frames in each; frames that are in both may be of two ways of cropping. */
async function* findDuplicateCrops(faces: FaceFolders): AsyncGenerator<Finding> {
  for (const [key, folders] of faces) {
    if (folders.length < 2) continue;
    const names = (await Promise.all(folders.map((folder) => listEntries(folder)))).flat().map(({ name }) => name);
    const twice = names.length - new Set(names).size;
    if (twice === 0) continue;
    yield { level: 'warning', code: 'duplicate-crops', where: key, what: `has ${twice} crops in two of ${folders.join(', ')}; those in the first are used`, fix: 'Remove the ones that are copies, or name the folders in the order to use them with --layout faces=FOLDERS.' };
  }
}
