import { CsvError, parse } from 'csv-parse/sync';
import { TranscriptError } from '../transcript-error.ts';
import { findColumns, type Columns } from './columns.ts';

/** A table of texts. */
export interface TextTable {
  readonly columns: Columns;
  readonly rows: readonly TableLine[];
}

/** One row, with its line from 1. */
export interface TableLine {
  readonly cells: readonly string[];
  readonly line: number;
}

const DELIMITERS = ['\t', ';', '|', ','] as const;
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** An unclosed quote would otherwise take in the whole file. */
const LONGEST_ROW = 1_000_000;
const NUMBER = /^\d+(?:[.,]\d+)?$/;

/**
 * Returns the rows of CSV or TSV, with commas, semicolons, bars or tabs. Without a header it has to be what Audacity exports: start, end, text.
 *
 * @param path for messages
 * @throws TranscriptError DAMAGED naming the line, NO_COLUMN
 */
export function parseTable(text: string, path: string, language?: string): TextTable {
  const lines = readLines(text, path);
  const header = lines[0]?.cells ?? [];
  const columns = findColumns(header, language);
  if (columns !== undefined) return { columns, rows: lines.slice(1) };
  const isLabels = header.length === 3 && NUMBER.test(header[0]!) && NUMBER.test(header[1]!);
  if (isLabels) return { columns: { start: 0, end: 1, text: 2, unit: 1 }, rows: lines };
  throw new TranscriptError('NO_COLUMN', { path, detail: `has no column of texts, but ${header.map((name) => `"${name}"`).join(', ').slice(0, 200)}` });
}

function readLines(text: string, path: string): TableLine[] {
  const delimiter = findDelimiter(text);
  try {
    return split(text, delimiter, '"');
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (delimiter === '\t') return split(text, delimiter, null); // Whisper writes tabs and no quotes: a quote there is one that is said
    throw new TranscriptError('DAMAGED', { path, detail: `cannot be taken apart into cells (${error.message})`, next: 'Save it again as CSV, with quotes around texts that have commas or quotes.', cause: error });
  }
}

function split(text: string, delimiter: string, quote: string | null): TableLine[] {
  const records = parse(text, { delimiter, quote, record_delimiter: LINE_ENDS, info: true, trim: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_ROW });
  return (records as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]).map(({ record, info }) => ({ cells: record, line: info.lines }));
}

/** The one that the first line has most of, outside of quotes. */
function findDelimiter(text: string): string {
  const header = text.slice(0, LONGEST_ROW).trimStart().split(/[\r\n]/)[0]!.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
