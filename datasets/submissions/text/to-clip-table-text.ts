import type { ClipRow } from '../../predictions/predictions.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import { toReal } from './to-values.ts';
import { toWords } from './to-words.ts';

/** Returns the text of a table with a row for each clip: class by name, valence with six decimals, words as Python writes a list. */
export function toClipTableText(names: readonly string[], rows: ReadonlyMap<string, ClipRow>, protocol: Protocol): string {
  const { header } = protocol.submission;
  const lines = names.map((name) => header.map((column) => quote(toCell(column, name, rows.get(name)!, protocol))).join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

function toCell(column: string, name: string, row: ClipRow, { classes, valence, arousal }: Protocol): string {
  if (column === 'name') return name;
  if (column === 'discrete') return classes![row.expression!]!;
  if (column === 'valence') return row.valence === undefined ? '' : toReal(row.valence, valence);
  if (column === 'arousal') return row.arousal === undefined ? '' : toReal(row.arousal, arousal);
  return toWords(row.words!);
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
