import { join } from 'node:path';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { ScoreTable } from '../recipe.ts';

/** Writes the table of scores as `scores.json`, for programs, and `scores.md`, for people. */
export async function writeScores(table: ScoreTable, folder: string): Promise<void> {
  const rows = table.rows.map(({ system, scores }) => ({ system, ...Object.fromEntries(table.columns.map((column, index) => [column, scores[index] ?? null])) }));
  await writeFileAtomically(join(folder, 'scores.json'), `${JSON.stringify({ recipe: table.title, rows, notes: table.notes }, null, 2)}\n`);
  await writeFileAtomically(join(folder, 'scores.md'), `${scoreLines(table).join('\n')}\n`);
}

/** Returns the table as lines of Markdown, its columns as wide as their widest cell. */
export function scoreLines({ title, columns, rows, notes }: ScoreTable): string[] {
  const cells = [['system', ...columns], ...rows.map(({ system, scores }) => [system, ...columns.map((_, index) => toFigure(scores[index]))])];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [`# ${title}`, '', line(cells[0]!), rule, ...cells.slice(1).map(line), '', ...notes.map((note) => `- ${note}`)];
}

function toFigure(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(4);
}
