import type { RgbImage } from '../image.ts';
import type { Affine } from './affine.ts';
import type { PixelTarget } from './pixel-target.ts';
import { sampleUpright } from './sample-upright.ts';
import { toWriter } from './tensor-writer.ts';

/**
 * Fills one picture of a tensor: the pixel (x, y) of the target is read from `image` at `backward` (x, y), bilinearly in
 * floating point, and normalised in the same pass. What lies outside the picture counts as black.
 */
export function samplePixels(image: RgbImage, backward: Affine, target: PixelTarget): void {
  const [a, b, c, d, e, f] = backward;
  if (b === 0 && d === 0) {
    sampleUpright(image, { scaleX: a, shiftX: c, scaleY: e, shiftY: f }, target);
    return;
  }
  const write = toWriter(target);
  const rgb = new Float64Array(3);
  for (let y = 0, pixel = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++, pixel++) {
      interpolate(image, a * x + b * y + c, d * x + e * y + f, rgb);
      write(pixel, rgb[0]!, rgb[1]!, rgb[2]!);
    }
  }
}

/** Reads one place bilinearly into `rgb`. No arrays are made here: this runs for every pixel. */
function interpolate(image: RgbImage, x: number, y: number, rgb: Float64Array): void {
  const { width, height, pixels } = image;
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
    interpolateAtBorder(image, x, y, rgb);
    return;
  }
  const u = x - left;
  const v = y - top;
  const upper = (top * width + left) * 3;
  const lower = upper + width * 3;
  for (let channel = 0; channel < 3; channel++) {
    const above = pixels[upper + channel]! * (1 - u) + pixels[upper + channel + 3]! * u;
    const below = pixels[lower + channel]! * (1 - u) + pixels[lower + channel + 3]! * u;
    rgb[channel] = above * (1 - v) + below * v;
  }
}

function interpolateAtBorder({ width, height, pixels }: RgbImage, x: number, y: number, rgb: Float64Array): void {
  rgb.fill(0);
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (let row = Math.max(top, 0); row <= Math.min(top + 1, height - 1); row++) {
    for (let column = Math.max(left, 0); column <= Math.min(left + 1, width - 1); column++) {
      const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
      const at = (row * width + column) * 3;
      for (let channel = 0; channel < 3; channel++) rgb[channel]! += weight * pixels[at + channel]!;
    }
  }
}
