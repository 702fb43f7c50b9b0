import type { Column } from './column.ts';
import { formatCell } from './format-cell.ts';

/** Returns the first line of a CSV table, with its line end. */
export function csvHeader(columns: readonly Column<never>[]): string {
  return `${columns.map((column) => column.name).join(',')}\n`;
}

/**
 * Returns the lines of `rows`. Nothing is quoted: cells are numbers and words from closed lists.
 *
 * @param rows some hundred at a time, for the text is built in memory
 */
export function csvLines<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return rows.map((row) => `${columns.map((column) => formatCell(column.value(row), column.type)).join(',')}\n`).join('');
}
