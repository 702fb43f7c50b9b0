import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { CropFolder, FakeClip } from './fake-plan.ts';

/** Writes small pictures in one colour in place of the faces of a clip: names and gaps are right, and nothing is to be seen on them. */
export async function writeFlatCrops(root: string, clip: FakeClip, signal?: AbortSignal): Promise<void> {
  const flat = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#a08a7a' } }).jpeg().toBuffer();
  for (const crops of clip.people.flatMap((person) => person.crops ?? [])) await writeFolder(join(root, crops.folder), { crops, flat, signal });
}

async function writeFolder(path: string, { crops, flat, signal }: { readonly crops: CropFolder; readonly flat: Buffer; readonly signal: AbortSignal | undefined }): Promise<void> {
  if (await access(path).then(() => true, () => false)) return; // What is not there is made
  const part = `${path}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  await mkdir(part);
  try {
    for (const number of listNumbers(crops)) {
      signal?.throwIfAborted();
      await writeFile(join(part, `${String(number).padStart(5, '0')}.jpg`), flat);
    }
    await rename(part, path);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Returns the numbers of the frames that have a picture, increasing. */
export function listNumbers({ gaps, last }: CropFolder): number[] {
  const numbers = Array.from({ length: last }, (_, index) => index + 1);
  return numbers.filter((number) => !gaps.some(([from, to]) => number >= from && number <= to));
}
