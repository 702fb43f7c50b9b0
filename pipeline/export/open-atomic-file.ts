import { mkdir, open, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { OutputError } from './output-error.ts';

/** A file that appears under its name only when it is whole. Disposing it without `commit` leaves nothing behind. */
export interface AtomicFile extends AsyncDisposable {
  /** Resolves when the bytes are handed to the operating system; the chunk may then be reused. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Puts the file under its final name, in place of an older one. */
  commit(): Promise<void>;
}

/**
 * Resolves with a file beside `path`, whose folder is made when it is missing.
 *
 * @throws OutputError naming `path`, here and from every method, when the folder cannot be written or the disk is full
 */
export async function openAtomicFile(path: string): Promise<AtomicFile> {
  const temporary = temporaryName(path);
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw OutputError.from(error, path);
    }
  };
  const handle = await attempt(async () => {
    await mkdir(dirname(path), { recursive: true });
    return await open(temporary, 'w');
  });
  return {
    write: (chunk) => attempt(() => handle.writeFile(chunk)),
    commit: () =>
      attempt(async () => {
        await handle.sync();
        await handle.close();
        await rename(temporary, path);
      }),
    async [Symbol.asyncDispose]() {
      await handle.close().catch(() => undefined); // The failed write that led here is reported by `write`
      await rm(temporary, { force: true });
    },
  };
}

/** The name a file has while it is written: its own for every process on every machine that shares the folder. */
export function temporaryName(path: string): string {
  return `${path}.${hostname()}-${process.pid}.part`;
}
