import { open, type FileHandle } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';

const METADATA = 14;
/** Longest tag and length: two varints of ten bytes. */
const HEAD = 20;
const decoder = new TextDecoder();

/**
 * Resolves with the notes in the ONNX file at `path` (`metadata_props` of ModelProto). The graph is stepped over, so that a file of two gigabytes is
 * read in no time.
 *
 * @throws ModelError MISSING when there is no such file, BROKEN when it is not an ONNX file
 */
export async function readMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ModelError('MISSING', { model: path, detail: 'it cannot be read', cause });
  });
  try {
    const notes: [string, string][] = [];
    const { size } = await file.stat();
    for (let at = 0; at < size; ) at = await readField(file, { path, at, size }, notes);
    return Object.fromEntries(notes);
  } finally {
    await file.close();
  }
}

interface Place {
  readonly path: string;
  readonly at: number;
  readonly size: number;
}

/** Resolves with where the next field starts. */
async function readField(file: FileHandle, { path, at, size }: Place, notes: [string, string][]): Promise<number> {
  const head = await readBytes(file, at, Math.min(HEAD, size - at));
  const tag = varintAt(head, 0);
  const payload = tag && payloadOf(head, tag);
  if (payload === undefined || at + payload.start + payload.length > size) throw new ModelError('BROKEN', { model: path, detail: `it is no ONNX file: nothing can be read at byte ${at}` });
  if (tag!.value >>> 3 === METADATA) notes.push(toEntry(await readBytes(file, at + payload.start, payload.length)));
  return at + payload.start + payload.length;
}

/** What a field holds, counted from its tag; nothing for what protobuf does not know. */
function payloadOf(head: Uint8Array, tag: Varint): { readonly start: number; readonly length: number } | undefined {
  const kind = tag.value & 7;
  if (kind === 1) return { start: tag.next, length: 8 };
  if (kind === 5) return { start: tag.next, length: 4 };
  const number = varintAt(head, tag.next);
  if (number === undefined || (kind !== 0 && kind !== 2)) return undefined;
  return { start: number.next, length: kind === 0 ? 0 : number.value };
}

/** A StringStringEntryProto: field 1 is the key, field 2 the value. */
function toEntry(bytes: Uint8Array): [string, string] {
  const entry: [string, string] = ['', ''];
  for (let at = 0; at < bytes.length; ) {
    const tag = varintAt(bytes, at);
    const length = tag && varintAt(bytes, tag.next);
    if (length === undefined) break;
    at = length.next + length.value;
    entry[tag!.value >>> 3 === 1 ? 0 : 1] = decoder.decode(bytes.subarray(length.next, at));
  }
  return entry;
}

interface Varint {
  readonly value: number;
  /** Where the bytes after it start. */
  readonly next: number;
}

function varintAt(bytes: Uint8Array, at: number): Varint | undefined {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return { value, next: at + i + 1 };
  }
  return undefined;
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
