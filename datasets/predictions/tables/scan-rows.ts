import { DatasetError } from '../../dataset-error.ts';
import { cellText, type ScannedRow } from './scanned-row.ts';
import { unquote } from './unquote.ts';

/** Takes in a table. What it throws ends the scan. */
export interface RowHandler {
  /** Called with the first line that is not empty. */
  header(names: readonly string[], row: ScannedRow): void;
  /** Called with each row after it. */
  row(row: ScannedRow): void;
}

interface GrowingRow {
  data: Uint8Array;
  line: number;
  cells: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const MOST_CELLS = 1024;
const LONGEST_LINE = 1_000_000;
const [NEW_LINE, RETURN, QUOTE, SPACE, TAB] = [10, 13, 34, 32, 9];
const DELIMITERS = ['\t', ';', ','];

/**
 * Reads a table with a header row by row, as bytes: `,`, `;` or tabs, by the header; both kinds of line ends; quotes, but no line ends within them. Empty lines are passed over.
 *
 * @param path for messages
 * @throws DatasetError NOT_A_TABLE, and what `bytes` and the handler throw
 */
export async function scanRows(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, handler: RowHandler): Promise<void> {
  const scanner = createScanner(path, handler);
  let rest: Uint8Array = new Uint8Array(0);
  try {
    for await (const chunk of bytes) {
      const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = data.subarray(scanner.lines(data));
      if (rest.length > LONGEST_LINE) throw new DatasetError('NOT_A_TABLE', { path, detail: `has a line of more than ${LONGEST_LINE} characters` });
    }
  } catch (error) {
    throw DatasetError.from(error, path);
  }
  scanner.lines(Buffer.concat([rest, Buffer.of(NEW_LINE)]));
  if (scanner.isEmpty()) throw new DatasetError('NOT_A_TABLE', { path, detail: 'is empty' });
}

function createScanner(path: string, handler: RowHandler) {
  const row: GrowingRow = { data: new Uint8Array(0), line: 0, cells: 0, starts: new Int32Array(MOST_CELLS), ends: new Int32Array(MOST_CELLS) };
  let delimiter = 0;

  function takeHeader(data: Uint8Array, from: number, to: number): void {
    const start = data[from] === 0xef && data[from + 1] === 0xbb && data[from + 2] === 0xbf ? from + 3 : from;
    delimiter = findDelimiter(checkedText(path, data.subarray(start, to)));
    split(data, start, to);
    handler.header(Array.from({ length: row.cells }, (_, cell) => cellText(row, cell)), row);
  }

  /** Runs for every byte, so it makes no objects. */
  function split(data: Uint8Array, from: number, end: number): void {
    row.data = data;
    row.cells = 0;
    let start = from;
    for (let at = from; at <= end; at++) {
      const byte = at === end ? delimiter : data[at]!;
      if (byte === QUOTE) {
        splitQuoted(Buffer.from(data.buffer, data.byteOffset + from, end - from).toString('utf8'));
        return;
      }
      if (byte !== delimiter) continue;
      addCell(start, at);
      start = at + 1;
    }
  }

  function splitQuoted(line: string): void {
    const cells = unquote(line, String.fromCharCode(delimiter));
    if (cells === undefined) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${row.line} has a quote that is not closed` });
    const encoded = cells.map((cell) => Buffer.from(cell));
    row.data = Buffer.concat(encoded);
    row.cells = 0;
    let start = 0;
    for (const { length } of encoded) {
      addCell(start, start + length);
      start += length;
    }
  }

  function addCell(from: number, to: number): void {
    if (row.cells === MOST_CELLS) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${row.line} has more than ${MOST_CELLS} cells` });
    let start = from;
    let end = to;
    while (start < end && isSpace(row.data[start])) start++;
    while (end > start && isSpace(row.data[end - 1])) end--;
    row.starts[row.cells] = start;
    row.ends[row.cells++] = end;
  }

  return {
    /** Takes in all whole lines and returns where the rest begins. */
    lines(data: Uint8Array): number {
      let from = 0;
      for (let to = data.indexOf(NEW_LINE); to >= 0; to = data.indexOf(NEW_LINE, from)) {
        row.line++;
        const end = to > from && data[to - 1] === RETURN ? to - 1 : to;
        if (end > from && delimiter === 0) takeHeader(data, from, end);
        else if (end > from) {
          split(data, from, end);
          handler.row(row);
        }
        from = to + 1;
      }
      return from;
    },
    isEmpty: () => delimiter === 0,
  };
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function checkedText(path: string, bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DatasetError('NOT_A_TABLE', { path, detail: 'is not UTF-8 text', cause });
  }
  if (text.includes('\0')) throw new DatasetError('NOT_A_TABLE', { path, detail: 'is not UTF-8 text' });
  if (text.includes('\r')) throw new DatasetError('NOT_A_TABLE', { path, detail: 'has line ends of old Macs (CR alone)' });
  return text;
}

/** The one that the header has most of. */
function findDelimiter(header: string): number {
  const count = (delimiter: string) => header.replace(/"[^"]*"/g, '').split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) >= count(best) ? delimiter : best)).charCodeAt(0);
}
