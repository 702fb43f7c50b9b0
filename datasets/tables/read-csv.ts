import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { DatasetError } from '../dataset-error.ts';
import { readTexts } from './read-texts.ts';
import type { TableRow } from './read-table.ts';
import { refuseUnknownColumns } from './refuse-unknown-columns.ts';

const DELIMITERS = ['\t', ';', ','];
/** Named, since files that were edited on two systems have both. */
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** An unclosed quote would otherwise take in the whole file, and a device without end the memory. */
const LONGEST_ROW = 1_000_000;

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Yields the rows of a CSV file (RFC 4180) whose first line names the columns. See `readTable`. */
export async function* readCsv(path: string, wanted: readonly string[]): AsyncGenerator<TableRow> {
  const delimiter = await findDelimiter(path);
  let header: ReadonlyMap<string, number> | undefined;
  let names: readonly string[] = [];
  for await (const { record, info } of readRecords(path, delimiter)) {
    if (header === undefined) {
      refuseUnknownColumns(path, record, wanted);
      header = new Map(record.map((name, index) => [name, index]));
      names = record;
      continue;
    }
    const columns = header;
    if (record.length !== columns.size) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${info.lines} has ${record.length} cells, and the header ${columns.size}` });
    yield { line: info.lines, columns: names, cell: (name) => record[columns.get(name) ?? -1]?.trim() ?? '' };
  }
}

async function* readRecords(path: string, delimiter: string): AsyncGenerator<CsvRecord> {
  const parser = parse({ delimiter, record_delimiter: LINE_ENDS, trim: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_ROW });
  pipeline(Readable.from(readTexts(path)), parser, () => undefined); // Ends `parser` with the error, which the loop throws
  try {
    for await (const record of parser) yield record as CsvRecord;
  } catch (error) {
    if (error instanceof CsvError) throw new DatasetError('NOT_A_TABLE', { path, detail: `cannot be taken apart into cells (${error.message})`, cause: error });
    throw error;
  }
}

/** The one that the header has most of, outside quotes. */
async function findDelimiter(path: string): Promise<string> {
  let text = '';
  for await (const piece of readTexts(path)) {
    text += piece;
    if (/[\r\n]/.test(text.trimStart())) break;
    if (text.length > LONGEST_ROW) throw new DatasetError('NOT_A_TABLE', { path, detail: `has no line end within ${LONGEST_ROW} characters` });
  }
  const header = text.trimStart().split(/[\r\n]/)[0]!.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) >= count(best) ? delimiter : best));
}
