import type { PluginColumn } from '../../plugins/clip-results.ts';
import type { FrameRow } from '../rows.ts';
import type { Column } from './column.ts';
import { frameColumns } from './frame-columns.ts';

/** Returns the columns of the frame table with those that plug-ins add, which come last. */
export function withAdded(added: readonly (PluginColumn & { readonly source: string })[]): readonly Column<FrameRow>[] {
  return [...frameColumns, ...added.map((column): Column<FrameRow> => ({ ...column, value: (row) => row.added?.[column.name] }))];
}
