import { expect, test } from 'vitest';
import { invertAffine, type Affine } from '../../../../extractors/visual/geometry/affine.ts';
import type { PixelFormat } from '../../../../extractors/visual/geometry/pixel-format.ts';
import { samplePixels } from '../../../../extractors/visual/geometry/sample-pixels.ts';
import { warpAffine } from '../../../../extractors/visual/geometry/warp-affine.ts';
import { pattern } from '../pattern.ts';

const IDENTITY: Affine = [1, 0, 0, 0, 1, 0];
const PLAIN: PixelFormat = { layout: 'NHWC', channels: 'RGB', scale: 1, mean: [0, 0, 0], std: [1, 1, 1] };
const TWO = { width: 2, height: 1, pixels: Uint8Array.of(10, 20, 30, 40, 50, 60) };

function sample(format: Partial<PixelFormat>, matrix = IDENTITY, length = 6): number[] {
  const data = new Float32Array(length);
  samplePixels(TWO, matrix, { data, offset: 0, width: 2, height: 1, format: { ...PLAIN, ...format } });
  return [...data];
}

test('channels last keeps the bytes in their order', () => {
  expect(sample({})).toEqual([10, 20, 30, 40, 50, 60]);
});

test('channels first in blue, green, red gives one plane after the other', () => {
  expect(sample({ layout: 'NCHW', channels: 'BGR' })).toEqual([30, 60, 20, 50, 10, 40]);
});

test('mean and std are counted in the order of the tensor, after the scale', () => {
  expect(sample({ channels: 'BGR', scale: 10, mean: [3, 2, 1], std: [1, 2, 4] })).toEqual([0, 0, 0, 3, 1.5, 0.75]);
});

test('gray is weighted as in ITU-R BT.601', () => {
  const values = sample({ channels: 'gray', mean: [0], std: [1] }, IDENTITY, 2);
  expect(values[0]).toBeCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 4);
});

test('between two pixels lies their mean, and beyond the border half of it is black', () => {
  expect(sample({}, [1, 0, 0.5, 0, 1, 0])).toEqual([25, 35, 45, 20, 25, 30]);
});

test('a place beyond the picture is black before normalisation', () => {
  expect(sample({ mean: [5, 5, 5] }, [1, 0, 100, 0, 1, 0])).toEqual([-5, -5, -5, -5, -5, -5]);
});

test('a turned and shrunk picture agrees with the fixed-point warp within the rounding of that', () => {
  const forward: Affine = [0.9, -0.2, 12.3, 0.2, 0.9, -7.7];
  const smooth = { ...pattern(160, 120), pixels: pattern(160, 120).pixels.map((_, index) => (Math.floor(index / 3) % 160) + Math.floor(index / 480)) };
  const data = new Float32Array(112 * 112 * 3);
  samplePixels(smooth, invertAffine(forward), { data, offset: 0, width: 112, height: 112, format: PLAIN });
  const { pixels } = warpAffine(smooth, forward, { width: 112, height: 112 });
  const inner = [...data.keys()].filter((index) => data[index]! > 20 && Math.floor(index / 336) > 20);
  expect(Math.max(...inner.map((index) => Math.abs(data[index]! - pixels[index]!)))).toBeLessThan(7);
  expect(inner.reduce((sum, index) => sum + Math.abs(data[index]! - pixels[index]!), 0) / inner.length).toBeLessThan(0.4);
});
