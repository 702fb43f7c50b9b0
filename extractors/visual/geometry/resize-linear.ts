import type { RgbImage } from '../image.ts';
import { roundHalfEven } from './round-half-even.ts';

/** Weights have 11 fractional bits; a row keeps 4 of them less before the vertical pass. */
const WEIGHT_ONE = 1 << 11;

/**
 * Returns `image` scaled to `width` × `height`, equal to the bit to `cv2.resize(…, INTER_LINEAR)` of OpenCV 4.6 on bytes:
 * pixel centres at halves, borders repeated, and the mean of 2 × 2 pixels when both sides are exactly halved.
 * The pixels are a new buffer.
 *
 * @throws RangeError when a side is not a positive integer
 */
export function resizeLinear(image: RgbImage, { width, height }: { readonly width: number; readonly height: number }): RgbImage {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new RangeError(`resize: to ${width}x${height}. Give positive whole numbers of pixels.`);
  }
  if (image.width === width && image.height === height) return { width, height, pixels: image.pixels.slice(0, width * height * 3) };
  if (image.width === 2 * width && image.height === 2 * height) return halve(image);
  const columns = taps(image.width, { to: width, restAtBorder: false });
  const rows = taps(image.height, { to: height, restAtBorder: true });
  const pixels = new Uint8Array(width * height * 3);
  let [upper, lower] = [new Int32Array(width * 3), new Int32Array(width * 3)];
  let [upperRow, lowerRow] = [-1, -1];
  for (let y = 0; y < height; y++) {
    const [first, second] = [rows.first[y]!, rows.second[y]!];
    // A row that was the lower one is often the next upper one
    if (first === lowerRow) [upper, lower, upperRow, lowerRow] = [lower, upper, lowerRow, upperRow];
    if (first !== upperRow) stretchRow(image, first, columns, upper);
    if (second !== lowerRow) stretchRow(image, second, columns, lower);
    [upperRow, lowerRow] = [first, second];
    const [p, q] = [rows.firstWeight[y]!, rows.secondWeight[y]!];
    for (let x = 0, out = y * width * 3; x < width * 3; x++, out++) {
      pixels[out] = (((p * (upper[x]! >> 4)) >> 16) + ((q * (lower[x]! >> 4)) >> 16) + 2) >> 2;
    }
  }
  return { width, height, pixels };
}

/** Which two pixels each target pixel lies between, and their weights. */
interface Taps {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly firstWeight: Int32Array;
  readonly secondWeight: Int32Array;
}

/** OpenCV weighs the repeated border row by its fraction still, the repeated border column not: the truncations differ. */
function taps(from: number, { to, restAtBorder }: { readonly to: number; readonly restAtBorder: boolean }): Taps {
  const [first, second, firstWeight, secondWeight] = [new Int32Array(to), new Int32Array(to), new Int32Array(to), new Int32Array(to)];
  const scale = 1 / (to / from);
  for (let index = 0; index < to; index++) {
    const position = Math.fround((index + 0.5) * scale - 0.5);
    const floor = Math.floor(position);
    const atBorder = floor < 0 || floor >= from - 1;
    const rest = atBorder && !restAtBorder ? 0 : Math.fround(position - floor);
    first[index] = Math.min(Math.max(floor, 0), from - 1);
    second[index] = Math.min(Math.max(floor + 1, 0), from - 1);
    firstWeight[index] = roundHalfEven(Math.fround(1 - rest) * WEIGHT_ONE);
    secondWeight[index] = roundHalfEven(rest * WEIGHT_ONE);
  }
  return { first, second, firstWeight, secondWeight };
}

function stretchRow({ width, pixels }: RgbImage, row: number, columns: Taps, out: Int32Array): void {
  const start = row * width * 3;
  for (let x = 0, at = 0; x < columns.first.length; x++) {
    const [left, right] = [start + columns.first[x]! * 3, start + columns.second[x]! * 3];
    const [p, q] = [columns.firstWeight[x]!, columns.secondWeight[x]!];
    out[at++] = pixels[left]! * p + pixels[right]! * q;
    out[at++] = pixels[left + 1]! * p + pixels[right + 1]! * q;
    out[at++] = pixels[left + 2]! * p + pixels[right + 2]! * q;
  }
}

function halve(image: RgbImage): RgbImage {
  const [width, height, stride] = [image.width / 2, image.height / 2, image.width * 3];
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width * 3; x++, out++) {
      const at = 2 * y * stride + 6 * Math.floor(x / 3) + (x % 3);
      const sum = image.pixels[at]! + image.pixels[at + 3]! + image.pixels[at + stride]! + image.pixels[at + stride + 3]!;
      pixels[out] = (sum + 2) >> 2;
    }
  }
  return { width, height, pixels };
}
