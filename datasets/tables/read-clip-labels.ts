import { DatasetError } from '../dataset-error.ts';
import type { ClipLabels } from './clip-labels.ts';
import type { LabelOptions } from './label-options.ts';
import { toLabelParser } from './label-parser.ts';
import { readTable } from './read-table.ts';

/**
 * Resolves with the labels of a table that has a row for each clip, in its order. Columns that are not mapped are passed over.
 *
 * @param path `.csv`, `.tsv` (commas, semicolons or tabs, by the header) or `.jsonl`
 * @throws DatasetError naming table, line and clip: what `readTable` throws, BAD_VALUE, UNKNOWN_CLASS, DUPLICATE for a clip in two rows, NO_LABEL
 * @throws TypeError or RangeError when the options contradict themselves
 */
export async function readClipLabels(path: string, options: LabelOptions): Promise<ClipLabels[]> {
  const parser = toLabelParser(path, options);
  const lineOf = new Map<string, number>();
  const clips: ClipLabels[] = [];
  for await (const row of readTable(path, Object.values(options.columns))) {
    const identity = parser.identity(row);
    const other = lineOf.get(identity.clip);
    if (other !== undefined) throw new DatasetError('DUPLICATE', { path, detail: `has the clip "${identity.clip}" in line ${other} and in line ${row.line}` });
    lineOf.set(identity.clip, row.line);
    const labels = parser.labels(row);
    const isBare = Object.keys(labels).length === 0;
    if (isBare && (options.unlabelled ?? 'refuse') === 'refuse') throw new DatasetError('NO_LABEL', { path, detail: `line ${row.line}: the clip "${identity.clip}" has no label` });
    if (!isBare || options.unlabelled === 'keep') clips.push({ ...identity, ...labels });
  }
  return clips;
}
