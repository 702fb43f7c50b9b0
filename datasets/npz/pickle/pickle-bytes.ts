import { DatasetError } from '../../dataset-error.ts';

/** The bytes of a pickle, read from the front. Every method throws a DatasetError BAD_ARCHIVE when they end too early. */
export interface PickleBytes {
  /** Where the next byte is. */
  offset(): number;
  byte(): number;
  uint16(): number;
  int32(): number;
  uint32(): number;
  /** A length of eight bytes. */
  uint64(): number;
  float64(): number;
  /** The next `length` bytes, as a view. */
  take(length: number): Uint8Array;
  /** The text before the next line end, one character a byte. */
  line(): string;
}

/** Numbers of protocol 0 are lines; nothing in it needs longer ones than the longest text. */
const LONGEST_LINE = 1_000_000;

/** Returns a reader of `bytes`, which stay the caller's. */
export function toPickleBytes(bytes: Uint8Array, path: string): PickleBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let next = 0;
  const skip = (length: number): number => {
    if (length > bytes.length - next) throw new DatasetError('BAD_ARCHIVE', { path, detail: `ends in the middle of a value, after ${bytes.length} bytes` });
    next += length;
    return next - length;
  };
  return {
    offset: () => next,
    byte: () => view.getUint8(skip(1)),
    uint16: () => view.getUint16(skip(2), true),
    int32: () => view.getInt32(skip(4), true),
    uint32: () => view.getUint32(skip(4), true),
    uint64: () => Number(view.getBigUint64(skip(8), true)),
    float64: () => view.getFloat64(skip(8), false),
    take: (length) => bytes.subarray(skip(length), next),
    line: () => {
      const end = bytes.subarray(next, next + LONGEST_LINE).indexOf(10);
      const start = skip(end < 0 ? bytes.length - next + 1 : end + 1);
      return Buffer.from(bytes.subarray(start, next - 1)).toString('latin1');
    },
  };
}
