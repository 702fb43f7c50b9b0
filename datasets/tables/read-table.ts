import { extname } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { readCsv } from './read-csv.ts';
import { readJsonLines } from './read-json-lines.ts';

/** One row of a table. */
export interface TableRow {
  /** Counted from 1, the header among them. */
  readonly line: number;
  /** Names of the columns, in their order; of JSON, the keys of this line. */
  readonly columns: readonly string[];
  /** Returns a cell without the space around it; empty when the row has none of that name. */
  cell(column: string): string;
}

/**
 * Yields the rows of a table with a header: `.jsonl` and `.ndjson` with an object a line, anything else as CSV with commas, semicolons or tabs.
 *
 * @param wanted columns that must be there
 * @throws DatasetError naming `path`: NOT_FOUND, UNREADABLE, NOT_A_TABLE, UNKNOWN_COLUMN, BAD_VALUE for an object in a cell
 */
export async function* readTable(path: string, wanted: readonly string[]): AsyncGenerator<TableRow> {
  const isJson = ['.jsonl', '.ndjson'].includes(extname(path).toLowerCase());
  let rows = 0;
  for await (const row of isJson ? readJsonLines(path, wanted) : readCsv(path, wanted)) {
    rows++;
    yield row;
  }
  if (rows === 0) throw new DatasetError('NOT_A_TABLE', { path, detail: 'has no rows' });
}
