import { expect, test } from 'vitest';
import { blurFrame, type Yuv420 } from '../../../datasets/noise/blur-frame.ts';
import { blurPlane } from '../../../datasets/noise/blur-plane.ts';
import type { Plane } from '../../../datasets/noise/plane.ts';

const plane = (width: number, height: number, value: (x: number, y: number) => number): Plane => ({ width, height, pixels: Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))) });
const colour = (x: number, y: number) => 128 + 90 * Math.sin(x * 0.7) * Math.cos(y * 0.4) + (x === 9 ? 30 : 0);
const frame = (width: number, height: number): Yuv420 => {
  const half = plane((width + 1) >> 1, (height + 1) >> 1, colour);
  return [plane(width, height, (x, y) => (x * 7 + y * 13) % 256), half, half];
};

/** Every pixel as two by two. */
const doubled = ({ width, height, pixels }: Plane) => plane(2 * width, 2 * height, (x, y) => pixels[(y >> 1) * width + (x >> 1)]!);
/** The mean of two by two pixels. */
const halved = ({ width, height, pixels }: Plane) => Float64Array.from({ length: (width / 2) * (height / 2) }, (_, i) => {
  const at = 2 * Math.floor(i / (width / 2)) * width + 2 * (i % (width / 2));
  return (pixels[at]! + pixels[at + 1]! + pixels[at + width]! + pixels[at + width + 1]!) / 4;
});

test('a rate of one leaves a picture as it is', () => {
  const original = frame(8, 6);
  expect(blurFrame(original, 1)).toEqual(original);
});

test.each([2, 4])('colour at half resolution is blurred by %i as it is when brought to full resolution, but for rounding', (rate) => {
  const original = frame(48, 32);
  const wanted = halved(blurPlane(doubled(original[1]), Math.log2(rate)));
  const [, got] = blurFrame(original, rate);
  const inside = [...got.pixels.keys()].filter((i) => i % 24 > 2 && i % 24 < 21 && i > 72 && i < 13 * 24);
  expect(Math.max(...inside.map((i) => Math.abs(got.pixels[i]! - wanted[i]!)))).toBeLessThan(2.5);
});

test.each([
  { rate: 2, light: [50, 36], colours: [25, 18] },
  { rate: 4, light: [52, 36], colours: [26, 18] },
])('at rate $rate a picture of 49 × 35 pixels grows to $light, its colours to $colours (trap 28)', ({ rate, light, colours }) => {
  expect(blurFrame(frame(49, 35), rate).map(({ width, height }) => [width, height])).toEqual([light, colours, colours]);
});

test('a picture of one colour keeps it', () => {
  const grey: Yuv420 = [plane(33, 21, () => 255), plane(17, 11, () => 77), plane(17, 11, () => 0)];
  expect(blurFrame(grey, 4).map(({ pixels }) => [...new Set(pixels)])).toEqual([[255], [77], [0]]);
});
