import { crc32c } from './crc32c.ts';

/** Length and its checksum before the data, the checksum of the data behind it. */
const HEAD = 12;
const TAIL = 4;

/** Returns `data` framed as a TFRecord: its length in 8 bytes, their masked CRC-32C, the data, its masked CRC-32C, all little endian. */
export function toRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(HEAD + data.length + TAIL);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc(record.subarray(0, 8)), true);
  record.set(data, HEAD);
  view.setUint32(HEAD + data.length, maskedCrc(data), true);
  return record;
}

/** Yields the data of every whole record in `file` with the place where the record ends. Stops before the first that is cut or damaged. */
export function* readRecords(file: Uint8Array): Generator<{ readonly data: Uint8Array; readonly end: number }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let start = 0;
  while (start + HEAD + TAIL <= file.length) {
    if (view.getUint32(start + 8, true) !== maskedCrc(file.subarray(start, start + 8))) return;
    const tail = start + HEAD + Number(view.getBigUint64(start, true));
    if (tail + TAIL > file.length) return;
    const data = file.subarray(start + HEAD, tail);
    if (view.getUint32(tail, true) !== maskedCrc(data)) return;
    start = tail + TAIL;
    yield { data, end: start };
  }
}

/** A checksum within data that is checked itself is turned and shifted, as TensorFlow's record format asks. */
function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
