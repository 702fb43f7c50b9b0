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

/** Returns `(before · a + 10 · here + after · c) / 16` in both directions, edges repeated, rounded once. */
function weigh({ width, height, pixels }: Plane, before: number, after: number): Plane {
  const out = new Uint8Array(width * height);
  const column = new Int32Array(width + 2);
  for (let y = 0; y < height; y++) {
    const [above, here, below] = [Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x++) column[x + 1] = before * pixels[above + x]! + 10 * pixels[here + x]! + after * pixels[below + x]!;
    column[0] = column[1]!;
    column[width + 1] = column[width]!;
    for (let x = 0; x < width; x++) out[here + x] = (before * column[x]! + 10 * column[x + 1]! + after * column[x + 2]! + 128) >> 8;
  }
  return { width, height, pixels: out };
}
