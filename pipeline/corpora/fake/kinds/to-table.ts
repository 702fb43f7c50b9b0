import { quoteCell } from '../../../export/quote-cell.ts';

/** How a table is written. */
export interface TableStyle {
  /** What lines end with; tables that were saved on Windows have `\r\n`. */
  readonly lineEnd?: '\n' | '\r\n';
}

/** Returns a table as comma-separated text: cells with commas, quotes or line breaks in quotes. */
export function toTable(header: readonly string[], rows: readonly (readonly (string | number)[])[], { lineEnd = '\n' }: TableStyle = {}): string {
  return [header, ...rows].map((row) => row.map((cell) => quoteCell(String(cell))).join(',') + lineEnd).join('');
}
