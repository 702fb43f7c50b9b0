import { open, type FileHandle } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import { ProtobufError, readFields, readPlace, toText } from './read-protobuf.ts';

const METADATA = 14;
/** Longest tag and length: two varints of ten bytes. */
const HEAD = 20;

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
  try {
    const { number, from, end } = readPlace(await readBytes(file, at, Math.min(HEAD, size - at)), 0);
    if (at + end > size) throw new ProtobufError('the file ends within a field');
    if (number === METADATA) notes.push(toEntry(await readBytes(file, at + from, end - from)));
    return at + end;
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    throw new ModelError('BROKEN', { model: path, detail: `it is no ONNX file: nothing can be read at byte ${at}`, cause: error });
  }
}

/** A StringStringEntryProto: field 1 is the key, field 2 the value. */
function toEntry(bytes: Uint8Array): [string, string] {
  const entry: [string, string] = ['', ''];
  for (const { number, value } of readFields(bytes)) entry[number === 1 ? 0 : 1] = toText(value);
  return entry;
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
