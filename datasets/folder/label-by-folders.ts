import { DatasetError } from '../dataset-error.ts';
import type { LabelledFolder, NamedMedia } from './folder.ts';

const SPLIT = /^(?:train|training|val|valid|validation|dev|test\d*)(?:[-_ ]?set)?$/i;

/**
 * Returns the clips with the folders as classes, where each file lies in one: `happy/a.mp4`, or `train/happy/a.mp4`. Where one does not, or there are fewer than two
 * classes, no clip has a label.
 *
 * @throws DatasetError UNKNOWN_CLASS for a folder that is not among `classes`
 */
export function labelByFolders(files: readonly NamedMedia[], classes?: readonly string[]): LabelledFolder {
  const folders = files.map(({ relative }) => relative.split('/').slice(0, -1));
  const hasSplits = folders.every(([first]) => first !== undefined && SPLIT.test(first));
  const names = folders.map((parts) => parts[hasSplits ? 1 : 0]);
  const found = [...new Set(names)].filter((name) => name !== undefined).sort();
  const areClasses = !names.includes(undefined) && found.length > 1;
  const order = areClasses ? (classes ?? found) : classes;
  const stranger = areClasses ? found.find((name) => !order!.includes(name)) : undefined;
  if (stranger !== undefined) {
    const next = 'Name it among the classes of `--layout classes=…`, or move it away.';
    throw new DatasetError('UNKNOWN_CLASS', { path: stranger, detail: `is a folder, and the classes are ${order!.join(', ')}`, next });
  }
  return {
    ...(order !== undefined && { classes: order }),
    warnings: areClasses || files.length === 0 ? [] : ['There is no labels.csv, and the files do not each lie in the folder of a class, so no clip has a label.'],
    clips: files.map(({ clip, path }, index) => ({
      clip,
      media: path,
      ...(hasSplits && { split: folders[index]![0]! }),
      ...(areClasses && { labels: { expression: order!.indexOf(names[index]!) } }),
    })),
  };
}
