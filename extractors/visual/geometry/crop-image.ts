import type { Box } from '../face.ts';
import type { RgbImage } from '../image.ts';

/** Returns the part of `image` under `box`, whose numbers are rounded to whole pixels; black where it reaches beyond. The pixels are a new buffer. */
export function cropImage(image: RgbImage, box: Box): RgbImage {
  const [left, top] = [Math.round(box.x), Math.round(box.y)];
  const [width, height] = [Math.max(1, Math.round(box.width)), Math.max(1, Math.round(box.height))];
  const pixels = new Uint8Array(width * height * 3);
  const [firstX, endX] = [Math.max(left, 0), Math.min(left + width, image.width)];
  for (let y = Math.max(top, 0); y < Math.min(top + height, image.height) && firstX < endX; y++) {
    const row = image.pixels.subarray((y * image.width + firstX) * 3, (y * image.width + endX) * 3);
    pixels.set(row, ((y - top) * width + firstX - left) * 3);
  }
  return { width, height, pixels };
}
