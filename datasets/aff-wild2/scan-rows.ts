import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.ts';
import { parseDecimal } from './parse-decimal.ts';

/** How the rows of an annotation file look, and what is done with them. */
export interface RowOptions {
  /** First lines that it may have. */
  readonly headers: readonly (readonly string[])[];
  /** Numbers in a row. */
  readonly cells: number;
  /** Whether a key stands before the numbers. */
  readonly keyed?: boolean;
  /** Takes a row, whose buffer is used again, and returns what is wrong with it. Rows are counted from 1: `count` is the number of the frame. */
  readonly row: (values: Float64Array, count: number, key: string) => string | undefined;
  /** Is told before the first row which of `headers` it is, and how many rows there are at most: a cell takes two bytes. */
  readonly start?: (header: number, most: number) => void;
}

const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;

/**
 * Reads a file of numbers with a header line, and resolves with the number of rows. A byte order mark, either kind of line end and empty lines at the end are
 * allowed; an empty line between rows is not, since frames are counted by lines.
 *
 * @throws DatasetError naming file and line: NOT_FOUND, UNREADABLE, NOT_A_TABLE, WRONG_HEADER, BAD_VALUE
 */
export async function scanRows(path: string, { headers, cells, keyed = false, row, start }: RowOptions): Promise<number> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw DatasetError.from(error, path);
  });
  if (!isUtf8(bytes)) throw new DatasetError('NOT_A_TABLE', { path, detail: 'is not UTF-8 text' });
  const first = nextLine(bytes, bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0);
  const header = findHeader(path, bytes.toString('utf8', first.from, first.to), headers);
  start?.(header, Math.ceil((bytes.length - first.to) / (2 * cells)));
  const values = new Float64Array(cells);
  let [at, count, empty] = [first.next, 0, 0];
  while (at < bytes.length) {
    const { from, to, next } = nextLine(bytes, at);
    const line = count + empty + 2;
    at = next;
    if (isBlank(bytes, from, to)) {
      empty++;
      continue;
    }
    const keyEnd = keyed ? bytes.subarray(from, to).indexOf(COMMA) : -1;
    const wrong = empty > 0 ? 'comes after an empty line, which would shift every frame behind it' : readCells(bytes, { from: from + keyEnd + 1, to, values });
    const problem = wrong ?? row(values, count + 1, keyEnd < 0 ? '' : bytes.toString('utf8', from, from + keyEnd));
    if (problem !== undefined) throw new DatasetError('BAD_VALUE', { path, detail: `line ${line}, "${shorten(bytes.toString('utf8', from, to))}", ${problem}`, next: NEXT });
    count++;
  }
  if (count === 0) throw new DatasetError('NOT_A_TABLE', { path, detail: 'has a header and no rows', next: 'Copy the file from the organisers again.' });
  return count;
}

const NEXT = 'Correct the line, or copy the file from the organisers again.';

function nextLine(bytes: Buffer, from: number): { readonly from: number; readonly to: number; readonly next: number } {
  let to = from;
  while (to < bytes.length && bytes[to] !== LINE_FEED && bytes[to] !== RETURN) to++;
  return { from, to, next: to + (bytes[to] === RETURN && bytes[to + 1] === LINE_FEED ? 2 : 1) };
}

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}

/** Fills `values` with the cells of a line, and returns what is wrong with it. */
function readCells(bytes: Buffer, { from, to, values }: { readonly from: number; readonly to: number; readonly values: Float64Array }): string | undefined {
  let [cell, at] = [0, from];
  for (let end = from; end <= to; end++) {
    if (end < to && bytes[end] !== COMMA) continue;
    if (cell < values.length) {
      const value = parseDecimal(bytes, at, end);
      if (Number.isNaN(value)) return `holds "${shorten(bytes.toString('utf8', at, end).trim())}" where a number is expected`;
      values[cell] = value;
    }
    cell++;
    at = end + 1;
  }
  return cell === values.length ? undefined : `has ${cell} numbers, and ${values.length} are expected`;
}

function findHeader(path: string, line: string, headers: readonly (readonly string[])[]): number {
  const cells = line.split(',').map((cell) => cell.trim().toLowerCase());
  const index = headers.findIndex((header) => header.length === cells.length && header.every((name, place) => name.toLowerCase() === cells[place]));
  if (index >= 0) return index;
  if (line.trim() === '') throw new DatasetError('NOT_A_TABLE', { path, detail: 'is empty, or begins with an empty line', next: 'Copy the file from the organisers again.' });
  const expected = headers[0]!.join(',');
  const isOtherOrder = headers.some((header) => [...header].map((name) => name.toLowerCase()).sort().join() === [...cells].sort().join());
  const what = cells.every((cell) => /^[-+.\d]/.test(cell)) ? 'is no header' : isOtherOrder ? 'has the names in another order' : 'is another header';
  const next = isOtherOrder ? 'Its codes or columns would be misread: copy the file from the organisers again.' : 'Give the file of this task as the organisers wrote it: line 1 is the header, line 2 the first frame.';
  throw new DatasetError('WRONG_HEADER', { path, detail: `line 1 ${what}: "${shorten(line)}" and not "${expected}"`, next });
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
