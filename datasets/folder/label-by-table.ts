import type { Clip, ClipAnswer } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import { withoutEnding, type LabelledFolder, type NamedMedia } from './folder.ts';
import type { FolderTable } from './read-folder-table.ts';

/**
 * Returns a clip for each row of the table, in its order, then one for each file that no row names. A row names a file by its name or its path, with or without
 * the ending; one whose file is not there becomes a clip without media.
 *
 * @throws DatasetError NO_COMMON_CLIP when no row finds its file, AMBIGUOUS when one finds several, DUPLICATE when two find the same
 */
export function labelByTable(files: readonly NamedMedia[], table: FolderTable): LabelledFolder {
  const byName = indexFiles(files);
  const taken = new Map<NamedMedia, string>();
  const clips = table.rows.map(({ expression, valence, arousal, text, clip, ...identity }): Clip => {
    const found = byName.get(clip) ?? [];
    const file = found[0];
    if (found.length > 1) {
      const both = found.map(({ relative }) => relative).join(' and ');
      throw new DatasetError('AMBIGUOUS', { path: table.path, detail: `names "${clip}", which ${both} are called`, next: 'Write the path in the table.' });
    }
    const other = file && taken.get(file);
    if (other !== undefined) throw new DatasetError('DUPLICATE', { path: table.path, detail: `names ${file!.relative} twice, as "${other}" and as "${clip}"` });
    if (file !== undefined) taken.set(file, clip);
    const labels: ClipAnswer = { ...(expression !== undefined && { expression }), ...(valence !== undefined && { valence }), ...(arousal !== undefined && { arousal }) };
    return { ...identity, clip: file?.clip ?? clip, ...(file && { media: file.path }), ...(text !== undefined && { texts: { text } }), ...(Object.keys(labels).length > 0 && { labels }) };
  });
  if (taken.size === 0 && files.length > 0) {
    const detail = `names "${table.rows[0]!.clip}" and others, and none of the ${files.length} files, such as ${files[0]!.relative}`;
    throw new DatasetError('NO_COMMON_CLIP', { path: table.path, detail, next: 'Name them alike: by file name or path, with or without the ending.' });
  }
  const unnamed = files.filter((file) => !taken.has(file));
  return {
    ...(table.classes !== undefined && { classes: table.classes }),
    ranges: table.ranges,
    warnings: [...table.warnings, ...(unnamed.length === 0 ? [] : [`${unnamed.length} files, such as ${unnamed[0]!.relative}, have no row in ${table.path}.`])],
    clips: [...clips, ...unnamed.map(({ clip, path }) => ({ clip, media: path }))],
  };
}

function indexFiles(files: readonly NamedMedia[]): ReadonlyMap<string, readonly NamedMedia[]> {
  const names = files.flatMap((file) => [...new Set([file.stem, `${file.stem}${extensionOf(file)}`, file.relative, withoutEnding(file)])].map((name) => ({ name, file })));
  return new Map([...Map.groupBy(names, ({ name }) => name)].map(([name, all]) => [name, all.map(({ file }) => file)]));
}

/** The ending as it is written, which `ending` is not. */
function extensionOf({ relative, ending }: NamedMedia): string {
  return relative.slice(relative.length - ending.length);
}
