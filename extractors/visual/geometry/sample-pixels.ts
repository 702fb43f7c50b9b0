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
function interpolate({ width, height, pixels }: RgbImage, x: number, y: number, rgb: Float64Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = x - left;
  const v = y - top;
  const inside = left >= 0 && top >= 0 && left + 1 < width && top + 1 < height;
  if (!inside && (left < -1 || top < -1 || left >= width || top >= height)) {
    rgb.fill(0);
    return;
  }
  // A place outside the picture gets weight 0, so any pixel will do there
  const fromLeft = inside || left >= 0 ? 1 - u : 0;
  const fromRight = inside || left + 1 < width ? u : 0;
  const fromTop = inside || top >= 0 ? 1 - v : 0;
  const fromBottom = inside || top + 1 < height ? v : 0;
  const near = left < 0 ? 0 : left;
  const far = left + 1 < width ? left + 1 : left;
  const first = (top < 0 ? 0 : top) * width;
  const second = (top + 1 < height ? top + 1 : top) * width;
  const i = (first + near) * 3;
  const j = (first + far) * 3;
  const k = (second + near) * 3;
  const l = (second + far) * 3;
  const p = fromLeft * fromTop;
  const q = fromRight * fromTop;
  const r = fromLeft * fromBottom;
  const s = fromRight * fromBottom;
  rgb[0] = p * pixels[i]! + q * pixels[j]! + r * pixels[k]! + s * pixels[l]!;
  rgb[1] = p * pixels[i + 1]! + q * pixels[j + 1]! + r * pixels[k + 1]! + s * pixels[l + 1]!;
  rgb[2] = p * pixels[i + 2]! + q * pixels[j + 2]! + r * pixels[k + 2]! + s * pixels[l + 2]!;
}
