import { blurPlane } from './blur-plane.ts';
import type { Plane } from './plane.ts';

/** A picture as video codecs keep it: brightness, and two colour planes of half the size, rounded up. */
export type Yuv420 = readonly [y: Plane, u: Plane, v: Plane];

/**
 * Returns a picture blurred by the Gaussian pyramid of MER-NOISE: `rate` 1 leaves it, 2 and 4 go down and up once and twice. Sides grow to multiples
 * of `rate`.
 *
 * The pyramid is linear, so it is worked out on brightness and colour directly. Brightness is what OpenCV makes of it. Colour has half the
 * resolution: on the way down its first level is the pyramid's kernel over pixels that stand for two, [5 10 1]/16, and on the way up
 * [1 10 5]/16, the mean of the two pixels that one stands for.
 */
export function blurFrame([y, u, v]: Yuv420, rate: number): Yuv420 {
  const levels = Math.log2(rate);
  if (levels === 0) return [y, u, v];
  return [blurPlane(y, levels), blurColour(u, levels), blurColour(v, levels)];
}

function blurColour(plane: Plane, levels: number): Plane {
  const first = weigh(plane, 5, 1);
  return weigh(blurPlane(first, levels - 1), 1, 5);
}

/** Two bytes of a word, each in 16 bits of its own. */
const LANES = 0x00ff00ff;
const HALF = 0x00800080;

/** Returns `(before · a + 10 · here + after · c) / 16` in both directions, edges repeated, rounded once. Four pixels at a time, two in one number. */
function weigh({ width, height, pixels }: Plane, before: number, after: number): Plane {
  const words = (width + 3) >> 2;
  const [even, odd, line] = [new Int32Array(words + 2), new Int32Array(words + 2), new Int32Array(words)];
  const bytes = new Uint8Array(line.buffer, 0, width);
  const out = new Uint8Array(width * height);
  const padded = padRows({ width, height, pixels }, 4 * (words + 2));
  for (let y = 0; y < height; y++) {
    const row = y * (words + 2);
    const [above, below] = [y === 0 ? row : row - words - 2, y === height - 1 ? row : row + words + 2];
    for (let k = 0; k < words + 2; k++) {
      const [a, b, c] = [padded[above + k]!, padded[row + k]!, padded[below + k]!];
      even[k] = before * (a & LANES) + 10 * (b & LANES) + after * (c & LANES);
      odd[k] = before * ((a >>> 8) & LANES) + 10 * ((b >>> 8) & LANES) + after * ((c >>> 8) & LANES);
    }
    for (let k = 0; k < words; k++) {
      const [e, o] = [even[k + 1]!, odd[k + 1]!];
      const [left, right] = [(odd[k]! >>> 16) | (o << 16), (e >>> 16) | (even[k + 2]! << 16)];
      const first = (Math.imul(before, left) + Math.imul(10, e) + Math.imul(after, o) + HALF) | 0;
      const second = (Math.imul(before, e) + Math.imul(10, o) + Math.imul(after, right) + HALF) | 0;
      line[k] = ((first >>> 8) & LANES) | (second & ~LANES);
    }
    out.set(bytes, y * width);
  }
  return { width, height, pixels: out };
}

/** Returns the rows as words, the first pixel repeated to the left of each and the last one to its right. */
function padRows({ width, height, pixels }: Plane, stride: number): Int32Array {
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    bytes.set(row, y * stride + 4);
    bytes[y * stride + 3] = row[0]!;
    bytes.fill(row[width - 1]!, y * stride + 4 + width, (y + 1) * stride);
  }
  return new Int32Array(bytes.buffer);
}
