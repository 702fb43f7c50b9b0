import type { RgbImage } from '../image.ts';
import { invertAffine, type Affine } from './affine.ts';
import { roundHalfEven } from './round-half-even.ts';

/** Size of the result, and what lies outside the picture: black, or its nearest border pixel. */
export interface WarpOptions {
  readonly width: number;
  readonly height: number;
  readonly border?: 'black' | 'replicate';
}

/** Bits of a coordinate below the pixel, before and after the reduction to the 32 × 32 table of weights. */
const COORDINATE_BITS = 10;
const TABLE_BITS = 5;
const TABLE_SIZE = 1 << TABLE_BITS;
const WEIGHT_SHIFT = 2 * TABLE_BITS;

/**
 * Returns `image` moved by `forward` (picture → result), equal to the bit to `cv2.warpAffine(…, INTER_LINEAR)` of OpenCV
 * 4.6 without IPP: coordinates with 10 fractional bits, rounded to 1/32 of a pixel. The pixels are a new buffer.
 *
 * @throws RangeError when `forward` cannot be inverted
 */
export function warpAffine(image: RgbImage, forward: Affine, options: WarpOptions): RgbImage {
  const { width, height } = options;
  const [a, b, c, d, e, f] = invertAffine(forward);
  const [columnX, columnY] = [toFixed(a, width), toFixed(d, width)];
  const pixels = new Uint8Array(width * height * 3);
  const bilinear = sampler(image, options.border ?? 'black');
  const half = 1 << (COORDINATE_BITS - TABLE_BITS - 1);
  for (let y = 0, out = 0; y < height; y++) {
    const startX = roundHalfEven((b * y + c) * (1 << COORDINATE_BITS)) + half;
    const startY = roundHalfEven((e * y + f) * (1 << COORDINATE_BITS)) + half;
    for (let x = 0; x < width; x++, out += 3) {
      const fixedX = (startX + columnX[x]!) >> (COORDINATE_BITS - TABLE_BITS);
      const fixedY = (startY + columnY[x]!) >> (COORDINATE_BITS - TABLE_BITS);
      bilinear(fixedX, fixedY, pixels, out);
    }
  }
  return { width, height, pixels };
}

function toFixed(factor: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => roundHalfEven(factor * index * (1 << COORDINATE_BITS)));
}

/** Writes one interpolated pixel; coordinates are in 1/32 of a pixel. */
type Sampler = (fixedX: number, fixedY: number, pixels: Uint8Array, out: number) => void;

function sampler({ width, height, pixels: source }: RgbImage, border: 'black' | 'replicate'): Sampler {
  const [right, bottom] = [width - 1, height - 1];
  const offset = (x: number, y: number): number =>
    border === 'replicate'
      ? (clamp(y, bottom) * width + clamp(x, right)) * 3
      : x < 0 || y < 0 || x > right || y > bottom ? -1 : (y * width + x) * 3;
  const value = (at: number, channel: number): number => (at < 0 ? 0 : source[at + channel]!);
  return (fixedX, fixedY, pixels, out) => {
    const [x, y] = [fixedX >> TABLE_BITS, fixedY >> TABLE_BITS];
    const [u, v] = [fixedX & (TABLE_SIZE - 1), fixedY & (TABLE_SIZE - 1)];
    const [p, q, r, s] = weights(u, v);
    const inside = x >= 0 && y >= 0 && x < right && y < bottom;
    const topLeft = inside ? (y * width + x) * 3 : offset(x, y);
    const topRight = inside ? topLeft + 3 : offset(x + 1, y);
    const bottomLeft = inside ? topLeft + width * 3 : offset(x, y + 1);
    const bottomRight = inside ? bottomLeft + 3 : offset(x + 1, y + 1);
    for (let channel = 0; channel < 3; channel++) {
      const sum = p * value(topLeft, channel) + q * value(topRight, channel) + r * value(bottomLeft, channel) + s * value(bottomRight, channel);
      pixels[out + channel] = (sum + (1 << (WEIGHT_SHIFT - 1))) >> WEIGHT_SHIFT;
    }
  };
}

function weights(u: number, v: number): readonly [number, number, number, number] {
  return [(TABLE_SIZE - u) * (TABLE_SIZE - v), u * (TABLE_SIZE - v), (TABLE_SIZE - u) * v, u * v];
}

function clamp(value: number, highest: number): number {
  return value < 0 ? 0 : Math.min(value, highest);
}
