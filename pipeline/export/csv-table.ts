import type { Column } from './column.ts';
import { formatCell } from './format-cell.ts';
import { quoteCell } from './quote-cell.ts';

/** Returns the first line of a CSV table, with its line end. */
export function csvHeader(columns: readonly Column<never>[]): string {
  return `${columns.map((column) => column.name).join(',')}\n`;
}

/**
 * Returns the lines of `rows`, as RFC 4180 has them.
 *
 * @param rows some hundred at a time, for the text is built in memory
 */
export function csvLines<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return rows.map((row) => `${columns.map((column) => toCell(column, row)).join(',')}\n`).join('');
}

function toCell<Row>({ type, value }: Column<Row>, row: Row): string {
  const cell = formatCell(value(row), type);
  return type === 'text' ? quoteCell(cell) : cell;
}
