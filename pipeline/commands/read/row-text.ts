import { EXPRESSIONS } from '../../../fusion/verdict.ts';
import { quoteCell } from '../../export/quote-cell.ts';
import type { SentenceRow } from './sentence-row.ts';

/** How rows are written: the text before them, if any, and a function from a row to its line. */
export interface RowText {
  readonly header: string;
  readonly line: (row: SentenceRow) => string;
}

/** Returns how rows are written as lines of JSON or as a CSV table; a probability is a column there, and lists are joined by `|`. */
export function rowText(format: 'jsonl' | 'csv', explain: boolean): RowText {
  if (format === 'jsonl') return { header: '', line: (row) => `${JSON.stringify(row)}\n` };
  const columns = explain ? COLUMNS : COLUMNS.filter(([name]) => name !== 'words');
  return { header: `${columns.map(([name]) => name).join(',')}\n`, line: (row) => `${columns.map(([, cell]) => quoteCell(String(cell(row) ?? ''))).join(',')}\n` };
}

type Column = readonly [name: string, cell: (row: SentenceRow) => string | number | null | undefined];

const COLUMNS: readonly Column[] = [
  ['line', ({ line }) => line],
  ['text', ({ text }) => text],
  ['expression', ({ expression }) => expression],
  ...EXPRESSIONS.map((expression): Column => [expression, ({ probabilities }) => probabilities?.[expression]]),
  ['valence', ({ valence }) => valence],
  ['arousal', ({ arousal }) => arousal],
  ['dominance', ({ dominance }) => dominance],
  ['label', ({ label }) => label],
  ['labels', ({ labels }) => labels.join('|')],
  ['words', ({ words }) => words?.map(({ word, weight }) => `${word} ${weight}`).join('|')],
  ['language', ({ language }) => language],
  ['note', ({ note }) => note],
  ['model', ({ model }) => model],
];
