import type { Column } from '../export/column.ts';
import type { PluginCells, PluginColumn, PluginTable } from '../../plugins/clip-results.ts';

/** A table that a plug-in has added to the results of a clip. */
export interface AddedTable {
  /** Name of the file without its ending. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<PluginCells>[];
  readonly rows: readonly PluginCells[];
}

/** Returns a table of the plug-in `source` as results have it. */
export function toAddedTable({ name, title, columns, rows }: PluginTable, source: string): AddedTable {
  return { name, title, rows, columns: columns.map((column) => toColumn(column, source)) };
}

function toColumn(column: PluginColumn, source: string): Column<PluginCells> {
  return { ...column, source, value: (row) => row[column.name] };
}
