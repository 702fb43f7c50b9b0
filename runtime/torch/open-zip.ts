import { open, type FileHandle } from 'node:fs/promises';
import { SafetensorsError } from '../safetensors/safetensors-error.ts';

/** A zip archive, open, whose files lie in it as they are. */
export interface Zip extends AsyncDisposable {
  readonly path: string;
  /** Of all files. */
  readonly names: readonly string[];
  /** Resolves with bytes of a file from `begin` to `end`, in a new array; all of it by default. */
  read(name: string, begin?: number, end?: number): Promise<Uint8Array<ArrayBuffer>>;
}

interface Entry {
  readonly name: string;
  /** Of its local header. */
  readonly at: number;
  readonly size: number;
}

const END = { mark: 0x06054b50, bytes: 22, farthest: 22 + 65_535 };
const LOCATOR = { mark: 0x07064b50, bytes: 20 };
const END_64 = { mark: 0x06064b50, bytes: 56 };
const HEAD = { mark: 0x02014b50, bytes: 46 };
const LOCAL = { mark: 0x04034b50, bytes: 30 };
/** A size or place that stands in the extra field instead. */
const ELSEWHERE = 0xffffffff;
const ZIP_64 = 1;
/** Names of a thousand layers take a few hundred kilobytes. */
const LONGEST_DIRECTORY = 64 * 2 ** 20;

/**
 * Resolves with the archive at `path`, of which no more than its directory is read now (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
 *
 * @throws SafetensorsError NOT_FOUND; BAD_TORCH when it is no such archive, or has compressed files
 */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path).catch((cause: unknown) => {
    throw new SafetensorsError('NOT_FOUND', { path, detail: 'cannot be opened', cause });
  });
  try {
    const entries = new Map((await readDirectory(file, path)).map((entry) => [entry.name, entry]));
    return {
      path,
      names: [...entries.keys()],
      async read(name, begin = 0, end = entries.get(name)?.size ?? 0) {
        const entry = entries.get(name);
        if (entry === undefined || end > entry.size || begin > end) throw broken(path, `lacks bytes ${begin} to ${end} of "${name}"`);
        const local = view(await readAt(file, { path, begin: entry.at, length: LOCAL.bytes }));
        if (local.getUint32(0, true) !== LOCAL.mark) throw broken(path, `has no file at ${entry.at}`);
        const start = entry.at + LOCAL.bytes + local.getUint16(26, true) + local.getUint16(28, true);
        return readAt(file, { path, begin: start + begin, length: end - begin });
      },
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readDirectory(file: FileHandle, path: string): Promise<Entry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, { path, begin: Math.max(0, size - END.farthest), length: Math.min(size, END.farthest) });
  const end = findLast(view(tail), END.mark, END.bytes);
  if (end === undefined) throw broken(path, 'is no file that torch.save of version 1.6 or later has written');
  const { begin, length } = await placeOf(file, { path, tail: view(tail), end });
  if (begin + length > size || length > LONGEST_DIRECTORY) throw broken(path, 'has a directory that does not fit into it');
  return [...entriesOf(await readAt(file, { path, begin, length }), path)];
}

/** Where the directory lies; in large archives another record tells. */
async function placeOf(file: FileHandle, { path, tail, end }: { readonly path: string; readonly tail: DataView; readonly end: number }): Promise<{ readonly begin: number; readonly length: number }> {
  const [length, begin] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const locator = end - LOCATOR.bytes;
  if ((length !== ELSEWHERE && begin !== ELSEWHERE) || locator < 0 || tail.getUint32(locator, true) !== LOCATOR.mark) return { begin, length };
  const record = view(await readAt(file, { path, begin: Number(tail.getBigUint64(locator + 8, true)), length: END_64.bytes }));
  if (record.getUint32(0, true) !== END_64.mark) throw broken(path, 'has a directory that is not where it says');
  return { length: Number(record.getBigUint64(40, true)), begin: Number(record.getBigUint64(48, true)) };
}

function* entriesOf(bytes: Uint8Array, path: string): Generator<Entry> {
  const data = view(bytes);
  for (let at = 0; at + HEAD.bytes <= bytes.length; ) {
    if (data.getUint32(at, true) !== HEAD.mark) throw broken(path, 'has a directory that cannot be read');
    const [nameLength, extraLength, noteLength] = [data.getUint16(at + 28, true), data.getUint16(at + 30, true), data.getUint16(at + 32, true)];
    const extra = at + HEAD.bytes + nameLength;
    if (extra + extraLength > bytes.length) throw broken(path, 'has a directory that ends too early');
    const name = Buffer.from(bytes.subarray(at + HEAD.bytes, extra)).toString('utf8');
    if (data.getUint16(at + 10, true) !== 0) throw broken(path, `has "${name}" compressed`);
    yield { name, ...sizesOf(data, at, { extra, end: extra + extraLength }) };
    at = extra + extraLength + noteLength;
  }
}

function sizesOf(data: DataView, at: number, { extra, end }: { readonly extra: number; readonly end: number }): Pick<Entry, 'at' | 'size'> {
  const told = { size: data.getUint32(at + 24, true), packed: data.getUint32(at + 20, true), place: data.getUint32(at + 42, true) };
  const wide: number[] = [];
  for (let field = extra; field + 4 <= end; field += 4 + data.getUint16(field + 2, true)) {
    if (data.getUint16(field, true) !== ZIP_64) continue;
    for (let i = field + 4; i + 8 <= Math.min(end, field + 4 + data.getUint16(field + 2, true)); i += 8) wide.push(Number(data.getBigUint64(i, true)));
  }
  const take = (value: number) => (value === ELSEWHERE ? (wide.shift() ?? value) : value); // In this order, those that are elsewhere only
  const size = take(told.size);
  take(told.packed);
  return { size, at: take(told.place) };
}

function findLast(data: DataView, mark: number, bytes: number): number | undefined {
  for (let at = data.byteLength - bytes; at >= 0; at--) if (data.getUint32(at, true) === mark) return at;
  return undefined;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function readAt(file: FileHandle, { path, begin, length }: { readonly path: string; readonly begin: number; readonly length: number }): Promise<Uint8Array<ArrayBuffer>> {
  const { size } = await file.stat();
  if (begin + length > size) throw broken(path, `ends at ${size} bytes, and ${begin + length} are wanted`);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, Math.min(length - at, 2 ** 30), begin + at);
    if (bytesRead === 0) throw broken(path, `ends at ${begin + at} bytes`);
    at += bytesRead;
  }
  return bytes;
}

function broken(path: string, detail: string): SafetensorsError {
  return new SafetensorsError('BAD_TORCH', { path, detail });
}
