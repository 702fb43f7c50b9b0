import type { RgbImage } from '../image.ts';
import type { Affine } from './affine.ts';
import type { PixelFormat } from './pixel-format.ts';

/** Where the pixels go. */
export interface PixelTarget {
  /** Tensor data of one or more pictures. */
  readonly data: Float32Array;
  /** Index in `data` of this picture's first value. */
  readonly offset: number;
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
}

/** Weights of ITU-R BT.601, as in OpenCV. */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114] as const;

/**
 * Fills one picture of a tensor: the pixel (x, y) of the target is read from `image` at `backward` (x, y), bilinearly in
 * floating point, and normalised in the same pass. What lies outside the picture counts as black.
 */
export function samplePixels(image: RgbImage, backward: Affine, target: PixelTarget): void {
  const [a, b, c, d, e, f] = backward;
  const { width, height, data } = target;
  const { gray, places, gains, biases } = toPlaces(target);
  const [redAt, greenAt, blueAt, step] = [places[0]!, places[1]!, places[2]!, places[3]!];
  const [redGain, greenGain, blueGain] = [gains[0]!, gains[1]!, gains[2]!];
  const [redBias, greenBias, blueBias] = [biases[0]!, biases[1]!, biases[2]!];
  const rgb = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      interpolate(image, a * x + b * y + c, d * x + e * y + f, rgb);
      const pixel = y * width + x;
      if (gray) {
        data[redAt + pixel] = (RED * rgb[0]! + GREEN * rgb[1]! + BLUE * rgb[2]!) * redGain + redBias;
        continue;
      }
      data[redAt + pixel * step] = rgb[0]! * redGain + redBias;
      data[greenAt + pixel * step] = rgb[1]! * greenGain + greenBias;
      data[blueAt + pixel * step] = rgb[2]! * blueGain + blueBias;
    }
  }
}

/** First index of red, green and blue and the step between pixels; factor and summand of red, green and blue (or of gray). */
function toPlaces({ offset, width, height, format }: PixelTarget) {
  const { layout, channels, scale, mean, std } = format;
  const [plane, step] = layout === 'NCHW' ? [width * height, 1] : [1, 3];
  // Position of red, green and blue among the channels of the tensor, whose order mean and std have, too
  const order = channels === 'BGR' ? [2, 1, 0] : channels === 'RGB' ? [0, 1, 2] : [0, 0, 0];
  return {
    gray: channels === 'gray',
    places: Int32Array.of(...order.map((position) => offset + position * plane), step),
    gains: Float64Array.from(order, (position) => 1 / (scale * std[position]!)),
    biases: Float64Array.from(order, (position) => -mean[position]! / std[position]!),
  };
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
