import type { Plane } from './plane.ts';

/** Two bytes of a word, each in 16 bits of its own. */
const LANES = 0x00ff00ff;
const HALF = 0x00800080;

/**
 * Returns a plane of half the size, rounded up: the binomial kernel [1 4 6 4 1]/16 in both directions at every second pixel (Burt and Adelson,
 * 1983), mirrored at the edges without repeating them, rounded once. Bit-equal to `cv2.pyrDown`. New buffer.
 *
 * Sums of two pixels are kept in one 32-bit number: the largest, 255 · 256 + 128, needs 16 bits.
 */
export function pyramidDown({ width, height, pixels }: Plane): Plane {
  const [outWidth, outHeight] = [(width + 1) >> 1, (height + 1) >> 1];
  const words = (outWidth + 1) >> 1; // Of two results each
  const stride = 4 * (words + 2);
  const padded = padRows({ width, height, pixels }, stride);
  const [even, odd] = [new Int32Array(words + 2), new Int32Array(words + 2)];
  const line = new Uint16Array(words);
  const bytes = new Uint8Array(line.buffer, 0, outWidth);
  const out = new Uint8Array(outWidth * outHeight);
  const row = (y: number) => (mirror(y, height) * stride) >> 2;
  for (let y = 0; y < outHeight; y++) {
    sumRows(padded, [row(2 * y - 2), row(2 * y - 1), row(2 * y), row(2 * y + 1), row(2 * y + 2)], even, odd);
    sumColumns(even, odd, line);
    out.set(bytes, y * outWidth);
  }
  return { width: outWidth, height: outHeight, pixels: out };
}

/** Returns the rows as words, four pixels to the left of each and at least two to its right mirrored. */
function padRows({ width, height, pixels }: Plane, stride: number): Int32Array {
  const bytes = new Uint8Array(stride * height);
  const beyond = Array.from({ length: stride - 4 - width }, (_, x) => mirror(width + x, width));
  const [first, second] = [mirror(-2, width), mirror(-1, width)];
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const to = y * stride + 4;
    bytes.set(pixels.subarray(from, from + width), to);
    bytes[to - 2] = pixels[from + first]!;
    bytes[to - 1] = pixels[from + second]!;
    for (let x = 0; x < beyond.length; x++) bytes[to + width + x] = pixels[from + beyond[x]!]!;
  }
  return new Int32Array(bytes.buffer);
}

/** Adds five rows with their weights; pixels at even and at odd places apart. */
function sumRows(words: Int32Array, rows: readonly [number, number, number, number, number], even: Int32Array, odd: Int32Array): void {
  const [a, b, c, d, e] = rows;
  for (let k = 0; k < even.length; k++) {
    const [v, w, x, y, z] = [words[a + k]!, words[b + k]!, words[c + k]!, words[d + k]!, words[e + k]!];
    const inner = (w & LANES) + (y & LANES) + (x & LANES);
    even[k] = (v & LANES) + (z & LANES) + (inner << 2) + ((x & LANES) << 1);
    const outer = ((w >>> 8) & LANES) + ((y >>> 8) & LANES) + ((x >>> 8) & LANES);
    odd[k] = ((v >>> 8) & LANES) + ((z >>> 8) & LANES) + (outer << 2) + (((x >>> 8) & LANES) << 1);
  }
}

/** Adds five columns with their weights at every second place. */
function sumColumns(even: Int32Array, odd: Int32Array, line: Uint16Array): void {
  for (let k = 0; k < line.length; k++) {
    const [before, here, after] = [even[k]!, even[k + 1]!, even[k + 2]!];
    const [oddBefore, oddHere] = [odd[k]!, odd[k + 1]!];
    const left = (before >>> 16) | (here << 16);
    const right = (here >>> 16) | (after << 16);
    const between = (((oddBefore >>> 16) | (oddHere << 16)) + oddHere + here) | 0; // `| 0` after each sum: V8 then stays with integers
    const sum = (((left + right) | 0) + (((between << 2) + (here << 1)) | 0) + HALF) | 0;
    line[k] = ((sum >>> 8) & 0xff) | ((sum >>> 16) & 0xff00);
  }
}

/** Place of a pixel beyond the edge: −1 is 1, `length` is `length − 2`. */
function mirror(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const place = ((at % period) + period) % period;
  return place < length ? place : period - place;
}
