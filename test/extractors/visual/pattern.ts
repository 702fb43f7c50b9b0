import type { RgbImage } from '../../../extractors/visual/image.ts';

/** Returns a picture given by a formula: a chequerboard of noise and slopes. The same formula is in geometry/golden/opencv.py. */
export function pattern(width: number, height: number): RgbImage {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const noisy = (Math.floor(x / 8) + Math.floor(y / 8)) % 2 === 0;
      for (let c = 0; c < 3; c++) {
        pixels[at++] = noisy ? ((x * 73 + y * 179 + c * 283) * (x + 7 * y + 13 * c + 1)) % 256 : (x * 3 + y * 5 + c * 40) % 256;
      }
    }
  }
  return { width, height, pixels };
}
