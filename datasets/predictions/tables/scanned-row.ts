/** One row of a table, as bytes. The scanner fills the same object again for the next row: take what is needed out at once. */
export interface ScannedRow {
  readonly data: Uint8Array;
  /** Counted from 1, the header among them. */
  readonly line: number;
  /** Number of cells. */
  readonly cells: number;
  /** Where each cell begins and ends in `data`, without the space around it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const [MINUS, PLUS, POINT, ZERO] = [45, 43, 46, 48];
const POWERS = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Returns the text of a cell; empty when the row has none there. */
export function cellText({ data, starts, ends, cells }: ScannedRow, cell: number): string {
  return cell < cells ? Buffer.from(data.buffer, data.byteOffset + starts[cell]!, ends[cell]! - starts[cell]!).toString('utf8') : '';
}

/** Returns the number in a cell, rounded as `Number` does; NaN for what is none, and for a cell that is not there. */
export function cellNumber(row: ScannedRow, cell: number): number {
  const { data, starts, ends, cells } = row;
  if (cell >= cells) return NaN;
  const end = ends[cell]!;
  let at = starts[cell]!;
  const sign = data[at] === MINUS ? -1 : 1;
  if (data[at] === MINUS || data[at] === PLUS) at++;
  // Up to 15 digits over a power of ten up to 10^15 are two exact doubles, so their quotient is the nearest one
  let mantissa = 0;
  let digits = 0;
  let decimals = 0;
  let pointed = false;
  for (; at < end; at++) {
    const byte = data[at]!;
    if (byte >= ZERO && byte <= ZERO + 9) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits++;
      if (pointed) decimals++;
    } else if (byte === POINT && !pointed) pointed = true;
    else return slowNumber(row, cell);
  }
  if (digits === 0 || digits > 15) return slowNumber(row, cell);
  return (sign * mantissa) / POWERS[decimals]!;
}

function slowNumber(row: ScannedRow, cell: number): number {
  const text = cellText(row, cell);
  return NUMBER.test(text) ? Number(text) : NaN;
}
