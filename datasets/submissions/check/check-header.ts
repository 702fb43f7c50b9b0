import type { Tally } from './tally.ts';

const MARK = '\uFEFF';

/** What the first line of a table is held against. */
export interface HeaderCheck {
  readonly tally: Tally;
  /** Name of the file in findings. */
  readonly file: string;
  readonly expected: string;
}

/**
 * Checks the first line of a table, with its `\r` and byte order mark if it has them.
 *
 * @returns what line 1 is: the header, right or wrong; a row, since there is no header; or something that makes looking at the rows useless
 */
export function checkHeader(raw: string, { tally, file, expected }: HeaderCheck): 'header' | 'row' | 'useless' {
  const where = `${file}:1`;
  if (raw.startsWith(MARK)) tally.add('error', 'byte-order-mark', () => ({ where, what: 'the file begins with a byte order mark, which becomes part of the first name', fix: 'Save it as UTF-8 without BOM.' }));
  if (raw.endsWith('\r')) tally.add('warning', 'crlf', () => ({ where, what: 'lines end as on Windows (CRLF); readers in Python take that', fix: 'Save it with line ends of Unix (LF), as the sample has.' }));
  const line = raw.replace(MARK, '').replace(/\r$/, '');
  if (line === expected) return 'header';
  const delimiter = line.includes(';') ? 'semicolons' : 'tabs';
  if (/[;\t]/.test(line)) {
    tally.add('error', 'wrong-delimiter', () => ({ where, what: `cells are divided by ${delimiter}`, fix: `Write commas between cells, and points in numbers. The first line is ${expected}` }));
    return 'useless';
  }
  if (/^[^,]*\/\d+\.(?:jpe?g|png)(?:,|$)/.test(line)) {
    tally.add('error', 'no-header', () => ({ where, what: `the first line is a row: ${clip(line)}`, fix: `Write this line before it: ${expected}` }));
    return 'row';
  }
  tally.add('error', 'wrong-header', () => ({ where, what: `the header ${why(line, expected)}: ${clip(line)}`, fix: `Write it exactly as ${expected}` }));
  return 'header';
}

function why(line: string, expected: string): string {
  const [found, wanted] = [line.split(','), expected.split(',')];
  const same = (text: string) => text.replaceAll(' ', '').toLowerCase();
  if (same(line) === same(expected)) return 'differs in space or capitals';
  const isSameSet = found.length === wanted.length && [...found].sort().join() === [...wanted].sort().join();
  if (isSameSet) return 'has the columns in another order';
  const first = wanted.findIndex((name, index) => found[index] !== name);
  return first < 0 ? `has ${found.length - wanted.length} columns too many` : `has ${found[first] === undefined ? 'nothing' : `"${found[first]}"`} as column ${first + 1} where "${wanted[first]!}" belongs`;
}

function clip(line: string): string {
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
