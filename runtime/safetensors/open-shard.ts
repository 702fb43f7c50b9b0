import { open, type FileHandle } from 'node:fs/promises';
import { checkLayout } from './check-layout.ts';
import { LONGEST_HEADER, readHeader, type TensorEntry } from './read-header.ts';
import { SafetensorsError } from './safetensors-error.ts';

/** One file of weights, open. */
export interface Shard extends AsyncDisposable {
  readonly path: string;
  readonly entries: readonly TensorEntry[];
  /** Resolves with bytes `begin` to `end` of the data, in a new array. */
  read(begin: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Every type of the format, known or not: a tensor that nobody reads may be of any. */
const ELEMENT_BYTES = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I16: 2, I8: 1, U64: 8, U32: 4, U16: 2, U8: 1, BOOL: 1, F8_E4M3: 1, F8_E5M2: 1 };
const LENGTH_BYTES = 8;
/** The system reads no more than 2³¹ − 1 bytes at once. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * Resolves with a safetensors file of any size, of which no more than the header is read now.
 *
 * @throws SafetensorsError NOT_FOUND, UNREADABLE, and as `readHeader` and `checkLayout` do
 */
export async function openShard(path: string): Promise<Shard> {
  const file = await open(path).catch((cause: unknown) => {
    throw toOpenError(path, cause);
  });
  try {
    const { size } = await file.stat();
    const { entries, start } = readHeader(await readFront(file, size), path);
    checkLayout(entries, { path, length: size - start, bytes: ELEMENT_BYTES });
    return { path, entries, read: (begin, end) => readAt(file, path, [start + begin, start + end]), [Symbol.asyncDispose]: () => file.close() };
  } catch (error) {
    await file.close();
    throw error instanceof SafetensorsError ? error : toOpenError(path, error);
  }
}

/** The header with its length; of a file that says its header is longer than it can be no more than the length. */
async function readFront(file: FileHandle, size: number): Promise<Uint8Array> {
  const front = await readUpTo(file, [0, Math.min(LENGTH_BYTES, size)]);
  if (front.length < LENGTH_BYTES) return front;
  const length = new DataView(front.buffer).getBigUint64(0, true);
  return length > LONGEST_HEADER ? front : readUpTo(file, [0, Math.min(LENGTH_BYTES + Number(length), size)]);
}

async function readAt(file: FileHandle, path: string, [begin, end]: [number, number]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readUpTo(file, [begin, end]);
  if (bytes.length === end - begin) return bytes;
  throw new SafetensorsError('TRUNCATED', { path, detail: `ends at ${begin + bytes.length} bytes, and was longer when it was opened` });
}

async function readUpTo(file: FileHandle, [begin, end]: [number, number]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - begin);
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), begin + at);
    if (bytesRead === 0) return bytes.slice(0, at);
    at += bytesRead;
  }
  return bytes;
}

function toOpenError(path: string, cause: unknown): SafetensorsError {
  const system = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  if (system === 'ENOENT') return new SafetensorsError('NOT_FOUND', { path, detail: 'does not exist', cause });
  return new SafetensorsError('UNREADABLE', { path, detail: `cannot be read (${system})`, cause });
}
