import { open, type FileHandle } from 'node:fs/promises';
import type { FileEntry } from '@zip.js/zip.js';
import { SafetensorsError } from '../safetensors/safetensors-error.ts';

/** A zip archive, open, whose files lie in it as they are. */
export interface Zip extends AsyncDisposable {
  readonly path: string;
  /** Of all files. */
  readonly names: readonly string[];
  /** Resolves with bytes of a file from `begin` to `end`, in a new array; all of it by default. */
  read(name: string, begin?: number, end?: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Names of a thousand layers take a few hundred kilobytes. */
const LONGEST_DIRECTORY = 64 * 2 ** 20;
/** What stands before a file: a mark, and how long its name and its notes are. */
const LOCAL = { mark: 0x04034b50, bytes: 30 };

/**
 * Resolves with the archive at `path`, of which no more than its directory is read now.
 *
 * @throws SafetensorsError NOT_FOUND; BAD_TORCH when it is no such archive, or has compressed files
 */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path).catch((cause: unknown) => {
    throw new SafetensorsError('NOT_FOUND', { path, detail: 'cannot be opened', cause });
  });
  try {
    const entries = new Map((await readDirectory(file, path)).map((entry) => [entry.filename, entry]));
    return {
      path,
      names: [...entries.keys()],
      async read(name, begin = 0, end = entries.get(name)?.uncompressedSize ?? 0) {
        const entry = entries.get(name);
        if (entry === undefined || end > entry.uncompressedSize || begin > end) throw broken(path, `lacks bytes ${begin} to ${end} of "${name}"`);
        const start = await startOf(file, { path, begin: entry.offset });
        return readAt(file, { path, begin: start + begin, length: end - begin });
      },
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readDirectory(file: FileHandle, path: string): Promise<FileEntry[]> {
  const { Reader, ZipReader } = await import('@zip.js/zip.js'); // Most checkpoints are no archives
  const readUint8Array = (begin: number, length: number) => {
    if (length > LONGEST_DIRECTORY) throw broken(path, 'has a directory that does not fit into it');
    return readAt(file, { path, begin, length });
  };
  const reader = Object.assign(new Reader(file), { size: (await file.stat()).size, readUint8Array });
  const entries = await new ZipReader(reader).getEntries().catch((cause: unknown) => {
    throw cause instanceof SafetensorsError ? cause : broken(path, 'is no file that torch.save of version 1.6 or later has written', cause);
  });
  const files = entries.filter((entry) => !entry.directory);
  const packed = files.find(({ compressionMethod }) => compressionMethod !== 0);
  if (packed !== undefined) throw broken(path, `has "${packed.filename}" compressed`);
  return files;
}

/** Resolves with where the bytes of the file begin whose header is at `begin`; the directory does not tell. */
async function startOf(file: FileHandle, { path, begin }: { readonly path: string; readonly begin: number }): Promise<number> {
  const head = new DataView((await readAt(file, { path, begin, length: LOCAL.bytes })).buffer);
  if (head.getUint32(0, true) !== LOCAL.mark) throw broken(path, `has no file at ${begin}`);
  return begin + LOCAL.bytes + head.getUint16(26, true) + head.getUint16(28, true);
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

function broken(path: string, detail: string, cause?: unknown): SafetensorsError {
  return new SafetensorsError('BAD_TORCH', { path, detail, cause });
}
