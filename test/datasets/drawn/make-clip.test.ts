import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawClipFrame } from '../../../datasets/drawn/draw-clip-frame.ts';
import type { DrawnClip } from '../../../datasets/drawn/drawn-clip.ts';
import { lookFromSeed } from '../../../datasets/drawn/look-from-seed.ts';
import { makeClip } from '../../../datasets/drawn/make-clip.ts';
import { makeSample, sampleClip } from '../../../datasets/drawn/make-sample.ts';
import { planPerformance } from '../../../datasets/drawn/performance.ts';
import { sampleScript } from '../../../datasets/drawn/script.ts';

const folder = mkdtempSync(join(tmpdir(), 'drawn-'));
const small = { width: 160, height: 120 } as const;

test('a second of the sample is a file with 25 pictures of the asked size and a second of sound', async () => {
  const path = join(folder, 'second.mp4');
  await makeSample(path, { ...small, seconds: 1 });
  const { streams } = probe(path);
  expect(streams[0]).toMatchObject({ codec_name: 'h264', width: 160, height: 120, nb_read_frames: '25' });
  expect(streams[1]).toMatchObject({ codec_name: 'aac', sample_rate: '16000', channels: 1 });
  expect(Number(streams[1]!.duration)).toBeCloseTo(1, 1);
});

test('two runs write the same file, byte for byte', async () => {
  const [first, second] = [join(folder, 'a.mp4'), join(folder, 'b.mp4')];
  await makeSample(first, { ...small, seconds: 0.4 });
  await makeSample(second, { ...small, seconds: 0.4 });
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
});

test('an actor who is away is not in the picture, and is back afterwards', async () => {
  const clip = { ...sampleClip(small), actors: sampleClip(small).actors.map((actor) => ({ ...actor, away: [{ start: 1, end: 2 }] })) };
  const empty = await pixels(drawClipFrame({ ...clip, actors: [] }, 1.5));
  expect((await pixels(drawClipFrame(clip, 1.5))).equals(empty)).toBe(true);
  expect((await pixels(drawClipFrame(clip, 2))).equals(empty)).toBe(false);
});

test('two people stand side by side, each moving on their own', async () => {
  const actor = (seed: number, x: number) => ({ look: lookFromSeed(seed), performance: planPerformance(sampleScript, seed), place: { x, y: 55, scale: 0.2 }, seed });
  const clip: DrawnClip = { ...small, fps: 25, duration: 1, wall: ['#a9b6c1', '#6d7983'], actors: [actor(1, 40), actor(2, 120)] };
  const half = async (time: number, left: number) => sharp(await sharp(Buffer.from(drawClipFrame(clip, time))).png().toBuffer()).extract({ left, top: 0, width: 80, height: 120 }).raw().toBuffer();
  const alone = { ...clip, actors: [clip.actors[0]!] };
  const left = await sharp(await sharp(Buffer.from(drawClipFrame(alone, 0.5))).png().toBuffer()).extract({ left: 0, top: 0, width: 80, height: 120 }).raw().toBuffer();
  expect((await half(0.5, 0)).equals(left)).toBe(true);
  expect((await half(0.5, 80)).equals(await half(0.9, 80))).toBe(false);
});

test('an aborted drawing rejects with the reason', async () => {
  const reason = new Error('stopped by the test');
  const controller = new AbortController();
  const made = makeSample(join(folder, 'aborted.mp4'), { ...small, signal: controller.signal });
  setTimeout(() => controller.abort(reason), 150);
  await expect(made).rejects.toBe(reason);
});

test('a folder that does not exist is named in the error', async () => {
  await expect(makeClip(join(folder, 'missing', 'x.mp4'), sampleClip({ ...small, seconds: 0.2 }))).rejects.toThrow(/missing.x\.mp4: ffmpeg could not write the clip/);
});

test('a missing ffmpeg is reported as such', async () => {
  await expect(makeClip(join(folder, 'x.mp4'), sampleClip({ ...small, seconds: 0.2 }), { ffmpeg: 'no-such-ffmpeg' })).rejects.toThrow(/Check that ffmpeg 5 or later is installed/);
});

async function pixels(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).raw().toBuffer();
}

function probe(path: string): { readonly streams: readonly Record<string, unknown>[] } {
  return JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', path], { encoding: 'utf8' })) as never;
}
