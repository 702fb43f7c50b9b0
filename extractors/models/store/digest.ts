import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FetchedFile } from '../card.ts';

/** Checksums of a file, in hexadecimal. */
export interface Digest {
  readonly sha256: string;
  /** SHA-1 of `blob <bytes>\0` and the file: its id under git. */
  readonly gitBlob: string;
  readonly bytes: number;
}

/** Resolves with the checksums of what is on the disk. Rejects as `fs` does when the file cannot be read. */
export async function digestFile(path: string, signal?: AbortSignal): Promise<Digest> {
  const { size } = await stat(path);
  const sha256 = createHash('sha256');
  const gitBlob = createHash('sha1').update(`blob ${size}\0`);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    gitBlob.update(chunk);
  }
  return { sha256: sha256.digest('hex'), gitBlob: gitBlob.digest('hex'), bytes: size };
}

/** Returns in what the file differs from its card, or `undefined` when every checksum that the card gives is met. */
export function mismatchOf(file: FetchedFile, digest: Digest): string | undefined {
  if (file.bytes !== undefined && file.bytes !== digest.bytes) return `it has ${digest.bytes} bytes, not ${file.bytes}`;
  if (file.sha256 !== undefined && file.sha256 !== digest.sha256) return `its sha256 is ${digest.sha256}, not ${file.sha256}`;
  if (file.gitBlob !== undefined && file.gitBlob !== digest.gitBlob) return `its git blob id is ${digest.gitBlob}, not ${file.gitBlob}`;
  return undefined;
}
