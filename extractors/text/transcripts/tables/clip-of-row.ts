import type { Columns } from './columns.ts';
import type { TableLine } from './parse-table.ts';
import { toClipName } from './to-clip-name.ts';

/** Returns the name of the clip that a row belongs to; empty where the table does not tell clips apart. */
export function clipOfRow({ cells }: TableLine, { clip, dialogue }: Columns): string {
  if (dialogue !== undefined) return `dia${cells[dialogue[0]] ?? ''}_utt${cells[dialogue[1]] ?? ''}`;
  return clip === undefined ? '' : toClipName(cells[clip] ?? '');
}
