import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clip } from '../clip.ts';
import type { Corpus, CorpusOptions } from '../corpus.ts';
import { DatasetError } from '../dataset-error.ts';
import type { Dataset } from '../dataset.ts';
import { inTurn } from '../named-files/in-turn.ts';
import { listMediaFiles, type MediaFile } from '../named-files/list-media-files.ts';
import { labelByFolders } from './label-by-folders.ts';
import { labelByTable } from './label-by-table.ts';
import { readFolderTable } from './read-folder-table.ts';

/** What a way of labelling makes of the files. */
export type LabelledFolder = Pick<Dataset, 'classes' | 'ranges' | 'warnings'> & { readonly clips: readonly Clip[] };

/** Any folder of media, labelled by a table or by the names of its folders. */
export const folder: Corpus = {
  about: 'any folder of videos and sound files, labelled by a table or by the names of its folders',
  tasks: [],
  layout: { table: 'labels.csv', media: '.', classes: 'those of the table, sorted' },
  open: openFolder,
  published: [],
};

async function openFolder(root: string, { layout = {} }: CorpusOptions = {}): Promise<Dataset> {
  const files = toNamed(await listMediaFiles(join(root, layout.media ?? '.')));
  const table = await findTable(root, layout.table);
  const classes = layout.classes?.split(',').map((name) => name.trim());
  const labelled = table === undefined ? labelByFolders(files, classes) : labelByTable(files, await readFolderTable(table, classes));
  if (labelled.clips.length === 0) throw new DatasetError('EMPTY_FOLDER', { path: root, detail: 'has no videos or sound files in it', next: 'Give the folder that holds them, at any depth.' });
  return {
    kind: 'folder',
    root,
    ...(labelled.classes !== undefined && { classes: labelled.classes }),
    ...(labelled.ranges !== undefined && { ranges: labelled.ranges }),
    warnings: labelled.warnings,
    [Symbol.asyncIterator]: () => inTurn(labelled.clips),
  };
}

/** A file with the name of its clip: that of the file, or its path where two files share it; without the ending. */
export type NamedMedia = MediaFile & { readonly clip: string };

function toNamed(files: readonly MediaFile[]): NamedMedia[] {
  const stems = Map.groupBy(files, ({ stem }) => stem.toLowerCase());
  return files.map((file) => ({ ...file, clip: stems.get(file.stem.toLowerCase())!.length === 1 ? file.stem : withoutEnding(file) }));
}

/** Returns the path of a file within its corpus, without its ending. */
export function withoutEnding({ relative, ending }: MediaFile): string {
  return relative.slice(0, relative.length - ending.length);
}

async function findTable(root: string, named: string | undefined): Promise<string | undefined> {
  if (named !== undefined) return join(root, named);
  const path = join(root, 'labels.csv');
  return access(path).then(() => path, () => undefined); // Absence is fine: folders may be the labels
}
