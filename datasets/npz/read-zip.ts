import { readFile, stat } from 'node:fs/promises';
import type { FileEntry } from '@zip.js/zip.js';
import { DatasetError } from '../dataset-error.ts';
import { whyHostile } from '../submissions/why-hostile.ts';

/** A file in an archive. */
export interface ZipMember {
  readonly name: string;
  /** Resolves with what the file holds, after its checksum was compared. The caller owns it. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** How much an archive may hold. */
export interface ZipLimits {
  /** Size of the archive; 1 GiB when absent. */
  readonly archiveBytes?: number;
  /** Size of one file in it, taken out; 256 MiB when absent. */
  readonly memberBytes?: number;
  /** Number of files; 10 000 when absent. */
  readonly members?: number;
}

const GIB = 1024 ** 3;

/**
 * Resolves with the files of a zip archive by name, in the order of the archive; folders are passed over. Nothing is written to disk.
 *
 * @throws DatasetError naming `path`: NOT_FOUND, UNREADABLE, BAD_ARCHIVE for what is no archive, is cut, is encrypted, is damaged (on `read`), has a name twice or exceeds the limits,
 * BAD_NAME for a name that leads out of a folder
 */
export async function readZip(path: string, { archiveBytes = GIB, memberBytes = GIB / 4, members = 10_000 }: ZipLimits = {}): Promise<ReadonlyMap<string, ZipMember>> {
  const bytes = await readWhole(path, archiveBytes);
  const { Uint8ArrayReader, ZipReader } = await import('@zip.js/zip.js'); // Most runs read no archive
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, checkSignature: true, filenameValidation: 'tolerant' }); // `checkName` says which name it is
  const files = new Map<string, ZipMember>();
  for (const entry of await reader.getEntries().catch((error: unknown) => Promise.reject(damaged(path, 'is no zip archive, or is cut', error)))) {
    if (entry.directory) continue;
    const name = checkName(path, entry.filename);
    if (files.has(name)) throw new DatasetError('BAD_ARCHIVE', { path, detail: `holds the file "${name}" twice` });
    if (files.size >= members) throw new DatasetError('BAD_ARCHIVE', { path, detail: `holds more than ${members} files` });
    files.set(name, { name, read: () => readMember(path, entry, memberBytes) });
  }
  return files;
}

async function readWhole(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > most) throw new DatasetError('BAD_ARCHIVE', { path, detail: `takes ${size} bytes, and ${most} are allowed` });
    return await readFile(path);
  } catch (error) {
    throw DatasetError.from(error, path);
  }
}

function checkName(path: string, name: string): string {
  const why = whyHostile(name);
  if (why !== undefined) throw new DatasetError('BAD_NAME', { path, detail: `holds a file named "${name}", which ${why}`, next: 'Pack it again from within its folder.' });
  return name;
}

/** The size that an archive states may be a lie, so that what comes out is counted. */
async function readMember(path: string, entry: FileEntry, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooBig = () => new DatasetError('BAD_ARCHIVE', { path, detail: `holds the file "${entry.filename}" of more than ${most} bytes` });
  if (entry.encrypted) throw new DatasetError('BAD_ARCHIVE', { path, detail: `holds the file "${entry.filename}" under a password`, next: 'Unpack it with the password and pack it again without.' });
  if (entry.uncompressedSize > most) throw tooBig();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const sink = new WritableStream<Uint8Array>({
    write: (piece) => {
      length += piece.length;
      if (length > most) throw tooBig();
      pieces.push(piece);
    },
  });
  await entry.getData(sink, { checkSignature: true, useWebWorkers: false }).catch((error: unknown) => {
    throw error instanceof DatasetError ? error : damaged(path, `holds the file "${entry.filename}", which is damaged`, error);
  });
  return new Uint8Array(Buffer.concat(pieces));
}

function damaged(path: string, detail: string, cause: unknown): DatasetError {
  return new DatasetError('BAD_ARCHIVE', { path, detail: `${detail}${cause instanceof Error ? ` (${cause.message})` : ''}`, cause });
}
