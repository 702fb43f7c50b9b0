import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPictureName } from './is-picture-name.ts';

/** One picture of a folder that stands for a video. */
export interface NumberedPicture {
  readonly path: string;
  /** Its number minus the first one's: a number that is missing in the folder is missing here. */
  readonly index: number;
}

/**
 * Resolves with the pictures directly in `folder` in the order of their numbers, if all are named alike but for a number: `00001.jpg`,
 * `frame_12.png`. Otherwise, and for fewer than two pictures, with an empty array.
 */
export async function findPictures(folder: string): Promise<NumberedPicture[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && isPictureName(name));
  const parts = names.map((name) => /^(.*?)(\d+)(\.\w+)$/s.exec(name));
  const alike = new Set(parts.map((part) => (part === null ? '' : `${part[1]}/${part[3]}`)));
  if (names.length < 2 || alike.size !== 1 || alike.has('')) return [];
  const numbered = parts.map((part) => ({ path: join(folder, part![0]), index: Number(part![2]) }));
  numbered.sort((a, b) => a.index - b.index);
  if (numbered.some((picture, i) => picture.index === numbered[i - 1]?.index)) return []; // `1.jpg` beside `01.jpg`
  const first = numbered[0]!.index;
  return numbered.map((picture) => ({ ...picture, index: picture.index - first }));
}
