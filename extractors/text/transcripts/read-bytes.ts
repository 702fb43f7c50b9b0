import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { TranscriptError } from './transcript-error.ts';

/** Bytes that a transcript may have. Ten hours of speech with a time for each word are 20 MB as JSON. */
const MOST = 100_000_000;

/** The bytes of a file and their hash. */
export interface FileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Resolves with the whole file.
 *
 * @throws TranscriptError NOT_FOUND, UNREADABLE, TOO_LARGE beyond 100 MB, before anything is read
 */
export async function readBytes(path: string): Promise<FileBytes> {
  try {
    const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) throw new TranscriptError('UNREADABLE', { path, detail: 'is no file', next: 'Give a file.' });
    if (size > MOST) throw new TranscriptError('TOO_LARGE', { path, detail: `has ${Math.round(size / 1e6)} MB` });
    const bytes = await readFile(path);
    return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    throw TranscriptError.from(error, path);
  }
}
