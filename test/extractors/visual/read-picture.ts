import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { RgbImage } from '../../../extractors/visual/image.ts';

/** Returns the picture of a file. */
export async function readPicture(path: string | URL): Promise<RgbImage> {
  const file = typeof path === 'string' ? path : fileURLToPath(path);
  const { data, info } = await sharp(file).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}
