import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Clip } from '../../../datasets/clip.ts';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { toFrameClock } from '../../../pipeline/features/frame-clock-sources.ts';
import { givenFrameClockSource } from '../../../pipeline/features/to-frame-clock-folder.ts';
import { MEDIA_TOOLS } from '../../../pipeline/media/media-tools.ts';
import { readText } from '../../../pipeline/media/read-text.ts';

const never = new AbortController().signal;
const rowsOf = (rows: number) => encodeNpy({ shape: [rows, 2], data: Float32Array.from({ length: 2 * rows }, (_, index) => index) });
const framesOf = (times: Float64Array) => Array.from(times, (time) => Number((time * 30 + 1).toFixed(6)));

/** A clip with pictures of frames 1, 2, 5 and 6 of seven. */
const clip: Clip = {
  clip: 'a',
  video: 'a',
  crops: () => Promise.resolve({ numbers: Int32Array.of(1, 2, 5, 6), path: () => undefined }),
  frames: () => Promise.resolve({ length: 7 }),
};

async function folderOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clock-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

test('four seconds into a video of 25 frames a second is frame 101, whatever the clock of frames runs at (trap 15)', () => {
  expect(framesOf(toFrameClock(Float64Array.of(0.5, 4.5), { rate: 25, start: 0.5 }))).toEqual([1, 101]);
});

test('as many rows as pictures of the face are at the numbers of the pictures, not one after the other (trap 1)', async () => {
  const source = await givenFrameClockSource({ modality: 'visual', path: await folderOf({ 'a.npy': rowsOf(4) }) }, MEDIA_TOOLS);
  expect(framesOf((await source.read(clip, never))!.times)).toEqual([1, 2, 5, 6]);
});

test('features of two folders are two things, also where the folders are called alike', async () => {
  const ids = await Promise.all(['one', 'two'].map(async (place) => {
    const folder = await folderOf({ [`${place}/clip-FRA/a.npy`]: rowsOf(4) });
    return (await givenFrameClockSource({ modality: 'visual', path: join(folder, place, 'clip-FRA') }, MEDIA_TOOLS)).id;
  }));
  expect(ids[0]).toMatch(/^clip-/);
  expect(ids[1]).toMatch(/^clip-/);
  expect(ids[0]).not.toBe(ids[1]);
});

test('as many rows as frames are one for each', async () => {
  const source = await givenFrameClockSource({ modality: 'visual', path: await folderOf({ 'a.npy': rowsOf(7) }) }, MEDIA_TOOLS);
  expect(framesOf((await source.read(clip, never))!.times)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('files named by the number of the frame are at that frame (trap 1)', async () => {
  const source = await givenFrameClockSource({ modality: 'visual', path: await folderOf({ 'a/00003.npy': rowsOf(1), 'a/00012.npy': rowsOf(1) }) }, MEDIA_TOOLS);
  expect(framesOf((await source.read(clip, never))!.times)).toEqual([3, 12]);
});

test('any other number of rows is refused with what would fit', async () => {
  const source = await givenFrameClockSource({ modality: 'visual', path: await folderOf({ 'a.npy': rowsOf(5) }) }, MEDIA_TOOLS);
  await expect(source.read(clip, never)).rejects.toThrow(/a\.npy: has 5 rows; the clip "a" has 4 pictures of the face and 7 frames\. Write one row/);
});

test('rows with times go by the rate of the file and not by the one in its name, and two people share the sound of their video (trap 4) (trap 15)', async () => {
  const folder = await folderOf({ 'x.npy': rowsOf(3), 'timing.json': '{"hop": 0.2, "offset": 0}' });
  const media = join(folder, '9-60-64x48.mp4');
  await readText('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=25:duration=1', '-pix_fmt', 'yuv420p', media]);
  const source = await givenFrameClockSource({ modality: 'audio', path: folder }, MEDIA_TOOLS);
  const person = { ...clip, clip: 'x_left', video: 'x', media };
  const rows = (await source.read(person, never))!;
  expect(framesOf(rows.times)).toEqual(Array.from({ length: 21 }, (_, half) => 1 + half / 2)); // Frames 1 to 11, two rows a frame
  expect([0, 20, 40].map((place) => rows.values[place])).toEqual([0, 2, 4]);
});

test('seconds without a video to count frames by are refused', async () => {
  const source = await givenFrameClockSource({ modality: 'audio', path: await folderOf({ 'a.npy': rowsOf(3), 'timing.json': '{"hop": 0.2}' }) }, MEDIA_TOOLS);
  await expect(source.read(clip, never)).rejects.toThrow(/the rate of the video of "a" is not known\. Put the video/);
});
