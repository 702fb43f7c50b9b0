import { quoteCell } from '../export/quote-cell.ts';

/** Returns a CSV file (RFC 4180) with a header. Numbers have six decimals at most; what is not known is empty. */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(toCell).join(',')}\n`).join('');
}

function toCell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(Number(value.toFixed(6)));
  return quoteCell(value ?? '');
}
