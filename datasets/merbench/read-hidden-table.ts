import { relative } from 'node:path';
import type { Warn } from './clip-part.ts';
import { dropPlaceholders } from './drop-placeholders.ts';
import type { LabelledClip } from './labelled-clip.ts';
import { readLabelTable, type LabelTableOptions } from './read-label-table.ts';

/** A table of labels that the organisers may have filled with placeholders. */
export interface HiddenTable extends LabelTableOptions {
  readonly root: string;
  readonly path: string;
}

/** Resolves with the clips of a table of test labels, without the placeholders in it. */
export async function readHiddenTable({ root, path, ...options }: HiddenTable, warn: Warn): Promise<readonly LabelledClip[]> {
  const all = await readLabelTable(path, options);
  const { clips, dropped } = dropPlaceholders(all, options.classes?.indexOf('neutral') ?? -1, options.needsValence === true);
  if (dropped > 0) warn(`${dropped} of ${all.length} clips in ${relative(root, path)} carry the placeholder "neutral", which is no label.`);
  return clips;
}
