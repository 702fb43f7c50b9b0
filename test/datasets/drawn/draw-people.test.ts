import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawPeople, type PictureSize } from '../../../datasets/drawn/draw-people.ts';
import type { Place } from '../../../datasets/drawn/draw-person.ts';
import { lookFromSeed } from '../../../datasets/drawn/look-from-seed.ts';
import type { Look } from '../../../datasets/drawn/look.ts';
import { DRAWN_EXPRESSIONS, poseOf } from '../../../datasets/drawn/pose-of.ts';
import { REST, type Pose } from '../../../datasets/drawn/pose.ts';

const SIZE = { width: 160, height: 120 };
const PLACE = { x: 80, y: 50, scale: 0.21 };

const drawFace = (pose: Pose, look: Look, { width, height, ...place }: PictureSize & Place) => drawPeople([{ pose, look, ...place }], { width, height, wall: look.wall });

test('the same pose, look and place give the same picture text', () => {
  expect(drawFace(REST, lookFromSeed(3), { ...SIZE, ...PLACE })).toBe(drawFace(REST, lookFromSeed(3), { ...SIZE, ...PLACE }));
});

test.each(DRAWN_EXPRESSIONS)('the picture of %s is an SVG that renders at the asked size, without a broken number', async (expression) => {
  const text = drawFace(poseOf(expression), lookFromSeed(1), { ...SIZE, ...PLACE });
  const { info } = await sharp(Buffer.from(text)).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([160, 120]);
  expect(text).not.toMatch(/NaN|Infinity|undefined|null|url\(#\)/);
});

test('every gradient and clip that a picture of two people refers to is defined once', () => {
  const person = { pose: poseOf('surprise'), look: lookFromSeed(2), ...PLACE };
  const text = drawPeople([{ ...person, x: 40 }, { ...person, x: 120 }], { ...SIZE, wall: person.look.wall });
  const defined = [...text.matchAll(/ id="(\w+)"/g)].map((match) => match[1]);
  expect(new Set(defined).size).toBe(defined.length);
  expect(defined).toEqual(expect.arrayContaining([...text.matchAll(/url\(#(\w+)\)/g)].map((match) => match[1])));
});

test('a face moved to the right leaves the left of the picture to the wall', async () => {
  const look = lookFromSeed(1);
  const pixels = async (svg: string) => sharp(Buffer.from(svg)).extract({ left: 0, top: 0, width: 70, height: 120 }).raw().toBuffer();
  const right = await pixels(drawFace(REST, look, { ...SIZE, x: 125, y: 50, scale: 0.2 }));
  expect(right.equals(await pixels(drawPeople([], { ...SIZE, wall: look.wall })))).toBe(true);
});

test('a smile widens the mouth: the lips reach further out than at rest', async () => {
  const reach = async (smile: number) => widthOfLips(drawFace({ ...REST, smile }, lookFromSeed(1), { width: 400, height: 400, x: 200, y: 170, scale: 1 }));
  expect(await reach(1)).toBeGreaterThan((await reach(0)) + 20);
});

test('a blink hides the eyes: the pupils are gone', async () => {
  const darkShare = async (blink: number) => {
    const text = drawFace({ ...REST, blink }, lookFromSeed(1), { width: 400, height: 400, x: 200, y: 170, scale: 1 });
    const eye = await sharp(Buffer.from(text)).extract({ left: 128, top: 162, width: 20, height: 10 }).greyscale().raw().toBuffer();
    return eye.filter((value) => value < 70).length / eye.length;
  };
  expect(await darkShare(0)).toBeGreaterThan(0.5);
  expect(await darkShare(1)).toBeLessThan(0.1);
});

/** Number of columns in which a pixel is lip-coloured: clearly redder than skin. */
async function widthOfLips(text: string): Promise<number> {
  const { data, info } = await sharp(Buffer.from(text)).extract({ left: 100, top: 260, width: 200, height: 80 }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const isLip = (at: number) => data[at]! > 120 && data[at]! - data[at + 1]! > 65 && Math.abs(data[at + 1]! - data[at + 2]!) < 25;
  return Array.from({ length: info.width }, (_, x) => Array.from({ length: info.height }, (__, y) => isLip((y * info.width + x) * 3)).some(Boolean)).filter(Boolean).length;
}
