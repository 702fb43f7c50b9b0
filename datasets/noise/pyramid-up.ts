import type { Plane } from './plane.ts';

/** Two bytes of a word, each in 16 bits of its own. */
const LANES = 0x00ff00ff;
const HALF = 0x00200020;

/**
 * Returns a plane of twice the size: zeros put between the pixels, then four times the binomial kernel [1 4 6 4 1]/16 in both directions, rounded
 * once. Mirrored at the left and upper edge, repeated at the right and lower one. Bit-equal to `cv2.pyrUp`. New buffer.
 *
 * Four pixels are read and eight written at a time, sums of two in one 32-bit number.
 */
export function pyramidUp({ width, height, pixels }: Plane): Plane {
  const words = (width + 3) >> 2;
  const stride = 4 * (words + 2);
  const padded = padRows({ width, height, pixels }, stride);
  const [even, odd] = [new Int32Array(words + 2), new Int32Array(words + 2)];
  const line = new Int32Array(words * 2);
  const bytes = new Uint8Array(line.buffer, 0, 2 * width);
  const out = new Uint8Array(4 * width * height);
  const row = (y: number) => ((y < 0 ? Math.min(1, height - 1) : Math.min(y, height - 1)) * stride) >> 2;
  for (let y = 0; y < height; y++) {
    sumThree(padded, [row(y - 1), row(y), row(y + 1)], even, odd);
    spread(even, odd, line);
    out.set(bytes, 4 * y * width);
    sumTwo(padded, [row(y), row(y + 1)], even, odd);
    spread(even, odd, line);
    out.set(bytes, (4 * y + 2) * width);
  }
  return { width: 2 * width, height: 2 * height, pixels: out };
}

/** Returns the rows as words, with the second pixel to the left of each and the last one repeated to its right. */
function padRows({ width, height, pixels }: Plane, stride: number): Int32Array {
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const to = y * stride + 4;
    bytes.set(pixels.subarray(from, from + width), to);
    bytes[to - 1] = pixels[from + Math.min(1, width - 1)]!;
    bytes.fill(pixels[from + width - 1]!, to + width, (y + 1) * stride);
  }
  return new Int32Array(bytes.buffer);
}

/** The row between: above + 6 · here + below. */
function sumThree(words: Int32Array, [a, b, c]: readonly [number, number, number], even: Int32Array, odd: Int32Array): void {
  for (let k = 0; k < even.length; k++) {
    const [x, y, z] = [words[a + k]!, words[b + k]!, words[c + k]!];
    even[k] = (x & LANES) + (z & LANES) + 6 * (y & LANES);
    odd[k] = ((x >>> 8) & LANES) + ((z >>> 8) & LANES) + 6 * ((y >>> 8) & LANES);
  }
}

/** The row after: 4 · (here + below). */
function sumTwo(words: Int32Array, [a, b]: readonly [number, number], even: Int32Array, odd: Int32Array): void {
  for (let k = 0; k < even.length; k++) {
    const [x, y] = [words[a + k]!, words[b + k]!];
    even[k] = ((x & LANES) + (y & LANES)) << 2;
    odd[k] = (((x >>> 8) & LANES) + ((y >>> 8) & LANES)) << 2;
  }
}

/** Writes eight pixels for every four: each pixel's own place, and the one between it and the next. */
function spread(even: Int32Array, odd: Int32Array, line: Int32Array): void {
  const words = even.length - 2;
  for (let k = 0; k < words; k++) {
    const [e, o] = [even[k + 1]!, odd[k + 1]!];
    const left = (odd[k]! >>> 16) | (o << 16);
    const right = (e >>> 16) | (even[k + 2]! << 16);
    const a = ((left + 6 * e + o + HALF) >>> 6) & LANES;
    const b = ((((e + o) << 2) + HALF) >>> 6) & LANES;
    const c = ((e + 6 * o + right + HALF) >>> 6) & LANES;
    const d = ((((o + right) << 2) + HALF) >>> 6) & LANES;
    line[2 * k] = (a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | (d << 24);
    line[2 * k + 1] = (a >>> 16) | ((b >>> 16) << 8) | (c & 0xff0000) | ((d >>> 16) << 24);
  }
}
