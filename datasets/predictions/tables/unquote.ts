/** Returns the cells of a line of CSV (RFC 4180), a doubled quote within quotes as one; `undefined` when a quote is not closed. */
export function unquote(line: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (quoted && character === '"' && line[at + 1] === '"') cell += line[++at]!;
    else if (character === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return quoted ? undefined : [...cells, cell];
}
