/** Returns a text as a cell of a CSV line (RFC 4180): in quotes where it has a comma, a quote or a line break. */
export function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
