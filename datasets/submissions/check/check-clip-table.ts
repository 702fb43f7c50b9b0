import { CsvError, parse } from 'csv-parse/sync';
import { DatasetError } from '../../dataset-error.ts';
import type { ClipTable, WordTable } from '../../protocols/submission-format.ts';
import type { NameSample } from '../sample.ts';
import { at, checkReal, shown, type CellContext } from './check-cells.ts';
import type { CheckContext } from './check-frame-table.ts';
import { checkHeader } from './check-header.ts';
import { compareNames } from './compare-names.ts';

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Checks a table with a row for each clip.
 *
 * @param file name of the table in findings
 */
export function checkClipTable(bytes: Uint8Array, file: string, sample: NameSample, context: CheckContext): void {
  const { protocol, tally } = context;
  const submission = protocol.submission as ClipTable | WordTable;
  const text = toText(bytes, file);
  const header = checkHeader(text.split('\n', 1)[0]!, { tally, file, expected: submission.header.join(',') });
  if (header === 'useless') return;
  const cells: CellContext = { ...context, file };
  const found: { name: string; line: number }[] = [];
  for (const { record, info } of toRecords(text, file).slice(header === 'header' ? 1 : 0)) {
    if (record.length === 1 && record[0] === '') tally.add('error', 'blank-line', () => ({ where: at(info.lines, cells), what: 'the line is empty', fix: 'Leave it out.' }));
    else if (record.length !== submission.header.length) tally.add('error', 'wrong-cells', () => ({ where: at(info.lines, cells), what: `the row has ${record.length} cells, and ${submission.header.length} are wanted`, fix: `Write ${submission.header.join(',')}.` }));
    else if (submission.header.map((column, index) => checkCell(column, record[index]!, info.lines, cells)).every(Boolean)) context.statistics.rows++;
    if (record[0] !== '') found.push({ name: record[0]!, line: info.lines });
  }
  compareNames(sample, found, { tally, file, submission });
}

function toText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new DatasetError('NOT_A_TABLE', { path, detail: 'is not UTF-8 text', cause: error });
  }
}

function toRecords(text: string, path: string): readonly CsvRecord[] {
  try {
    return parse(text, { bom: true, info: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'] }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) throw new DatasetError('NOT_A_TABLE', { path, detail: `cannot be taken apart into cells (${error.message})`, cause: error });
    throw error;
  }
}

function checkCell(column: string, cell: string, line: number, context: CellContext): boolean {
  const { protocol } = context;
  if (column === 'name') return true;
  if (column === 'discrete') return checkName(cell, line, context);
  if (column === 'valence' || column === 'arousal') return (protocol[column] === undefined && cell === '') || checkReal(cell, line, column, protocol[column] === undefined ? { ...context, protocol: { ...protocol, [column]: [-Infinity, Infinity] } } : context);
  return checkWords(cell, line, context);
}

/** The class is written by name, letter for letter. */
function checkName(cell: string, line: number, { protocol: { classes = [], aliases = {} }, tally, statistics, ...context }: CellContext): boolean {
  const code = classes.indexOf(cell);
  if (code >= 0) {
    statistics.classes[code]!++;
    return true;
  }
  const where = at(line, context);
  const low = cell.trim().toLowerCase();
  const meant = classes.find((name) => name.toLowerCase() === (aliases[low] ?? low).toLowerCase());
  if (meant !== undefined) tally.add('error', 'class-spelling', () => ({ where, what: `the class is ${shown(cell)}`, fix: `Write it exactly as ${meant}.` }));
  else if (/^\d+$/.test(cell) && Number(cell) < classes.length) tally.add('error', 'class-code', () => ({ where, what: `the class is the code ${cell}, and the word is wanted`, fix: `Write ${classes[Number(cell)]!}.` }));
  else tally.add('error', 'unknown-class', () => ({ where, what: `the class is ${shown(cell)}`, fix: `Write one of ${classes.join(', ')}.` }));
  return false;
}

/** A list as Python writes it, which is taken apart at quotes and commas. */
function checkWords(cell: string, line: number, { tally, ...context }: CellContext): boolean {
  const where = at(line, context);
  const isList = /^\[(?:\s*(['"])[^'",[\]]+\1\s*(?:,(?=\s*['"]))?)*\]$/.test(cell);
  if (isList && cell.length > 2) return true;
  if (isList || cell.trim() === '') tally.add('warning', 'no-words', () => ({ where, what: 'there is no word', fix: "Write at least one: ['neutral']." }));
  else tally.add('error', 'not-a-list', () => ({ where, what: `${shown(cell)} is no list of words`, fix: "Write it as ['happy', 'satisfied'], without quotes and commas in words." }));
  return false;
}
