import { join } from 'node:path';
import { hashFile } from './hash-file.ts';
import type { MadeClip } from './noisy-clip.ts';

/** Resolves with whether a clip that was made is there with the bytes it had, and its source too. */
export async function isStillThere({ sourceSha256, output, sha256, wav, wavSha256 }: MadeClip, source: string, folder: string): Promise<boolean> {
  const has = async (path: string, wanted: string | undefined) => (await hashFile(path).catch(() => undefined)) === wanted; // Not there: it is made, which tells why if it cannot
  return (await has(join(folder, output), sha256)) && (wav === undefined || (await has(join(folder, wav), wavSha256))) && (await has(source, sourceSha256));
}
