import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { probe } from '../../../pipeline/media/probe.ts';
import { readFrames } from '../../../pipeline/media/read-frames.ts';
import { readVideo } from '../../../pipeline/media/read-video.ts';
import { collectUntilError, openMediaFolder } from './media-folder.ts';

const { at } = openMediaFolder();

/** A picture of one colour, but for its first pixel, which is white. */
async function writePicture(path: string, [r, g, b]: readonly [number, number, number], exif?: number): Promise<string> {
  const pixels = Buffer.from(Array.from({ length: 32 * 20 }, () => [r, g, b]).flat()).fill(255, 0, 3);
  const image = sharp(pixels, { raw: { width: 32, height: 20, channels: 3 } });
  await (exif === undefined ? image : image.withMetadata({ orientation: exif })).toFile(path);
  return path;
}

async function makeFolder(name: string, files: readonly string[]): Promise<string> {
  mkdirSync(at(name));
  const picture = await writePicture(at(`${name}.png`), [10, 20, 30]);
  for (const file of files) copyFileSync(picture, join(at(name), file));
  return at(name);
}

test('a picture is a clip of one frame at time 0, with exact pixels', async () => {
  const frames = await Array.fromAsync(readFrames(await probe(await writePicture(at('a.png'), [10, 20, 30]))));
  expect(frames).toHaveLength(1);
  expect(frames[0]).toMatchObject({ index: 0, time: 0, width: 32, height: 20 });
  expect([...frames[0]!.pixels.subarray(0, 6)]).toEqual([255, 255, 255, 10, 20, 30]);
});

test('a picture that a phone stored lying comes upright', async () => {
  const facts = await probe(await writePicture(at('lying.png'), [10, 20, 30], 6));
  const [frame] = await Array.fromAsync(readFrames(facts));
  expect(facts.video).toMatchObject({ width: 20, height: 32, rotation: 90 });
  expect([frame?.width, frame?.height]).toEqual([20, 32]);
  expect([...frame!.pixels.subarray(19 * 3, 20 * 3)]).toEqual([255, 255, 255]);
});

test.each([['grey', 'b-w'], ['with an alpha channel', 'srgb']])('a picture that is %s has three channels', async (_, space) => {
  await sharp({ create: { width: 32, height: 20, channels: 4, background: { r: 90, g: 90, b: 90, alpha: 0.5 } } }).toColourspace(space).toFile(at(`${space}.png`));
  const [frame] = await Array.fromAsync(readFrames(await probe(at(`${space}.png`))));
  expect([...frame!.pixels.subarray(0, 3)]).toEqual([90, 90, 90]);
  expect(frame!.pixels).toHaveLength(32 * 20 * 3);
});

test('a folder of numbered pictures is one clip, and a missing number is a gap in time', async () => {
  const facts = await probe(await makeFolder('numbered', ['7.png', '8.png', '10.png']));
  const frames = await Array.fromAsync(readFrames(facts), ({ index, time }) => [index, time]);
  expect(frames).toEqual([[0, 0], [1, 0.04], [3, 0.12]]);
  expect(facts).toMatchObject({ kind: 'image-sequence', notes: ['Times assume 25 pictures per second.'] });
});

test('the rate of a folder can be given', async () => {
  const facts = await probe(await makeFolder('slow', ['f_01.png', 'f_02.png', 'f_03.png']), { fps: 2 });
  expect(await Array.fromAsync(readFrames(facts), (frame) => frame.time)).toEqual([0, 0.5, 1]);
  expect(facts.duration).toBe(1.5);
});

test('sampling a folder skips pictures and keeps their index', async () => {
  const facts = await probe(await makeFolder('sampled', Array.from({ length: 10 }, (_, i) => `${i}.png`)), { fps: 10 });
  const entries = await Array.fromAsync(readVideo(facts, { fps: 5, from: 0.3 }));
  expect(entries.filter((entry) => entry.status === 'decoded').map((entry) => entry.index)).toEqual([4, 6, 8]);
  expect(entries).toHaveLength(10);
});

test('a damaged picture in a folder is marked and the others are delivered', async () => {
  const folder = await makeFolder('damaged', ['1.png', '2.png', '3.png']);
  writeFileSync(join(folder, '2.png'), 'no picture');
  const { items, error } = await collectUntilError(readVideo(await probe(folder)));
  expect(items.map((entry) => entry.status)).toEqual(['decoded', 'failed', 'decoded']);
  expect(error).toMatchObject({ code: 'DECODE_FAILED' });
});

test('an animated WebP is read picture by picture with its pauses', async () => {
  const pages = await Promise.all([[200, 0, 0], [0, 200, 0], [0, 0, 200]].map(([r, g, b]) => sharp({ create: { width: 32, height: 32, channels: 3, background: { r, g, b } } }).png().toBuffer()));
  await sharp(pages, { join: { animated: true } }).webp({ lossless: true, delay: [100, 250, 50] }).toFile(at('moving.webp'));
  const facts = await probe(at('moving.webp'));
  const frames = await Array.fromAsync(readFrames(facts), ({ time, pixels }) => [time, ...pixels.subarray(0, 3)]);
  expect(frames).toEqual([[0, 200, 0, 0], [0.1, 0, 200, 0], [0.35, 0, 0, 200]]);
  expect(facts.duration).toBeCloseTo(0.4);
});

test('a large picture is made smaller and keeps its shape', async () => {
  const [frame] = await Array.fromAsync(readFrames(await probe(await writePicture(at('large.png'), [1, 2, 3])), { maxSide: 16 }));
  expect([frame?.width, frame?.height]).toEqual([16, 10]);
});
