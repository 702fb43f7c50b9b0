import { expect, test } from 'vitest';
import type { Face } from '../../../../extractors/visual/face.ts';
import { besideFace } from '../../../../pipeline/gates/faces/beside-faces.ts';
import { cropPixels, drawCrop, type CropPixels } from '../../../../pipeline/gates/faces/crop-pixels.ts';
import { STRANGE_CROPS } from '../../../../pipeline/gates/faces/strange-crops.ts';
import { randomFor } from '../../../../runtime/train/random.ts';

const SIDE = 12;
/** Two channels: 0 … 143, and the same by 1000. */
const crop: CropPixels = { channels: 2, height: SIDE, width: SIDE, at: (channel, y, x) => (y * SIDE + x) * (channel === 0 ? 1 : 1000) };
const make = (kind: string) => STRANGE_CROPS[kind]!.make(crop, randomFor(1, kind));
const values = (pixel: CropPixels['at'], channel = 0) => Array.from({ length: SIDE * SIDE }, (_, at) => pixel(channel, Math.floor(at / SIDE), at % SIDE));

test('upside down, the last value comes first; inverted, the highest is the lowest; of each channel by itself', () => {
  expect(values(make('upside down'), 1).slice(0, 2)).toEqual([143_000, 142_000]);
  expect(values(make('inverted')).slice(0, 2)).toEqual([143, 142]);
  expect(values(make('inverted'), 1)[143]).toBe(0);
});

test('shuffled blocks hold every value once, and stay whole inside', () => {
  const shuffled = values(make('shuffled blocks'));
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(values(crop.at));
  expect(shuffled).not.toEqual(values(crop.at));
  expect([1, 2].map((right) => shuffled[right]! - shuffled[0]!)).toEqual([1, 2]);
  expect(shuffled[SIDE]! - shuffled[0]!).toBe(SIDE);
});

test('noise has about the mean of the crop and nothing beyond its range', () => {
  const noise = values(make('noise'));
  expect(Math.min(...noise)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...noise)).toBeLessThanOrEqual(143);
  expect(Math.abs(noise.reduce((sum, value) => sum + value, 0) / 144 - 71.5)).toBeLessThan(10);
});

test('blurred, a slope stays a slope between the centres of the squares, and a chessboard turns gray', () => {
  expect(make('blurred')(0, 6, 6)).toBeCloseTo(crop.at(0, 6, 6));
  const board: CropPixels = { ...crop, at: (_, y, x) => (x + y) % 2 };
  expect(values(STRANGE_CROPS.blurred!.make(board, randomFor(1)))).toEqual(Array(144).fill(0.5));
});

test.each(['NCHW', 'NHWC'] as const)('a crop in %s is read and drawn at the same places', (layout) => {
  const data = Float32Array.from({ length: 2 * 3 * 3 }, (_, at) => at);
  const format = { layout, channels: 'RGB', scale: 1, mean: [], std: [] } as const;
  const pixels = cropPixels(data, { perFace: 1, width: 2, height: 3, channels: 3, format, items: () => { throw new Error('not asked for'); } });
  expect(pixels.at(1, 0, 1)).toBe(layout === 'NCHW' ? 7 : 4);
  const drawn = new Float32Array(18);
  drawCrop(drawn, pixels, layout, pixels.at);
  expect(drawn).toEqual(data);
});

const image = { width: 200, height: 100, pixels: new Uint8Array() };
const point = { x: 30, y: 40 };
const face: Face = { score: 0.9, box: { x: 20, y: 20, width: 40, height: 40 }, landmarks: { rightEye: point, leftEye: { x: 50, y: 40 }, nose: point, rightMouth: point, leftMouth: point } };

test('a place beside a face is inside the picture and hardly touches a face, landmarks moved with it', () => {
  for (let draw = 0; draw < 50; draw++) {
    const { box, landmarks } = besideFace({ image, face }, [{ image, face }], randomFor(draw))!.face;
    expect(box.x >= 0 && box.x + box.width <= 200 && box.y >= 0 && box.y + box.height <= 100).toBe(true);
    const [across, down] = [Math.min(60, box.x + box.width) - Math.max(20, box.x), Math.min(60, box.y + box.height) - Math.max(20, box.y)];
    expect(Math.max(0, across) * Math.max(0, down)).toBeLessThanOrEqual(0.1 * (1600 + box.width * box.height));
    expect((landmarks.leftEye.x - landmarks.rightEye.x) / box.width).toBeCloseTo(0.5);
  }
});

test('where a face fills the picture there is no place beside it', () => {
  const whole: Face = { ...face, box: { x: 0, y: 0, width: 200, height: 100 } };
  expect(besideFace({ image, face: whole }, [{ image, face: whole }], randomFor(1))).toBeUndefined();
});
