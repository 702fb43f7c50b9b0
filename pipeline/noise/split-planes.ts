import type { Yuv420 } from '../../datasets/noise/blur-frame.ts';

/** Returns the planes of a raw picture, over its bytes. */
export function splitPlanes(bytes: Uint8Array, width: number, height: number): Yuv420 {
  const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
  const [light, colour] = [width * height, halfWidth * halfHeight];
  const plane = (from: number) => ({ width: halfWidth, height: halfHeight, pixels: bytes.subarray(from, from + colour) });
  return [{ width, height, pixels: bytes.subarray(0, light) }, plane(light), plane(light + colour)];
}
