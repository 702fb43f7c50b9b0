import type { Cell, Column } from './column.ts';

/** Returns the text of one CSV cell: the same bytes for the same value everywhere. Unknown, NaN and infinite are empty. */
export function formatCell(cell: Cell, type: Column<never>['type']): string {
  if (cell === undefined || typeof cell === 'string') return cell ?? '';
  if (!Number.isFinite(cell)) return '';
  if (type === 'time') return withoutMinusZero(cell.toFixed(6));
  if (type === 'pixels') return withoutMinusZero(cell.toFixed(2));
  return String(Number(cell.toPrecision(6)) + 0);
}

function withoutMinusZero(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text;
}
