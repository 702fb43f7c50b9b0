import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { map } from 'rxjs';
import { expect, test } from 'vitest';
import type { FrameEntry } from '../../../pipeline/media/frame.ts';
import { MediaError } from '../../../pipeline/media/media-error.ts';
import { probe } from '../../../pipeline/media/probe.ts';
import { readFrames } from '../../../pipeline/media/read-frames.ts';
import { readVideo } from '../../../pipeline/media/read-video.ts';
import type { VideoOptions } from '../../../pipeline/media/video-options.ts';
import { pull } from '../../../pipeline/stream/pull.ts';
import { collectUntilError, openMediaFolder } from './media-folder.ts';

const { at, make } = openMediaFolder();
const H264 = join(import.meta.dirname, '../../media/h264-b-frames.mp4'); // 50 frames of 96 × 64, 25 per second
const VARIABLE = join(import.meta.dirname, '../../media/variable-rate.mp4');
const SMALL = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p';

async function readAll(path: string, options: VideoOptions = {}): Promise<FrameEntry[]> {
  return Array.fromAsync(readVideo(await probe(path), options));
}

function timesOf(entries: readonly FrameEntry[], status: FrameEntry['status']): number[] {
  return entries.filter((entry) => entry.status === status).map((entry) => entry.time);
}

/** ffprobe's own count of the frames that can be decoded. */
function countFrames(path: string): number {
  const args = ['-v', 'quiet', '-select_streams', 'v:0', '-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', path];
  return Number.parseInt(execFileSync('ffprobe', args, { encoding: 'utf8' }));
}

/** ffprobe's own packet times in seconds, sorted. */
function listTimes(path: string): number[] {
  const args = ['-v', 'quiet', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', path];
  const lines = execFileSync('ffprobe', args, { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => Number.parseFloat(line)).sort((a, b) => a - b);
}

test('every frame of a clip has an entry with its index and time, in order', async () => {
  const entries = await readAll(H264);
  expect(entries.map((entry) => entry.index)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(entries.map((entry) => entry.time)).toEqual(Array.from({ length: 50 }, (_, i) => i / 25));
});

test('a clip of variable rate is not re-timed: each frame keeps the time of its packet', async () => {
  const times = timesOf(await readAll(VARIABLE), 'decoded');
  const expected = listTimes(VARIABLE);
  expect(times).toHaveLength(86);
  expect(times.every((time, i) => Math.abs(time - expected[i]!) < 1e-6)).toBe(true);
});

test('sampling at 5 fps decodes the first frame of each fifth of a second and keeps index and time', async () => {
  const entries = await readAll(H264, { fps: 5 });
  expect(timesOf(entries, 'decoded')).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8]);
  expect(entries.map((entry) => entry.index)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(timesOf(entries, 'skipped')).toHaveLength(40);
});

test('sampling a clip of variable rate takes the first frame at or after each step', async () => {
  const all = timesOf(await readAll(VARIABLE), 'decoded');
  const wanted = Array.from({ length: 28 }, (_, k) => all.find((time) => time >= k / 7 - 1e-5)).filter((time) => time !== undefined);
  expect(timesOf(await readAll(VARIABLE, { fps: 7 }), 'decoded')).toEqual([...new Set(wanted)]);
});

test('a rate above that of the clip takes every frame, also where times are rounded to milliseconds', async () => {
  const path = make('thirty.mkv', `-f lavfi -i testsrc2=s=64x48:r=30:d=2 ${SMALL}`);
  expect(timesOf(await readAll(path, { fps: 30 }), 'decoded')).toHaveLength(60);
});

test('a sampled frame has the pixels of the same frame read without sampling', async () => {
  const all = await Array.fromAsync(readFrames(await probe(H264)), (frame) => Buffer.from(frame.pixels).toString('base64'));
  for await (const frame of readFrames(await probe(H264), { fps: 3 })) {
    expect(Buffer.from(frame.pixels).toString('base64')).toBe(all[frame.index]);
  }
});

test('frames before `from` are skipped, and sampling goes on as if it had started at the beginning', async () => {
  const whole = timesOf(await readAll(H264, { fps: 7 }), 'decoded');
  const rest = await readAll(H264, { fps: 7, from: 1.3 });
  expect(timesOf(rest, 'decoded')).toEqual(whole.filter((time) => time >= 1.3));
  expect(rest).toHaveLength(50);
});

test('`from` at the time of a frame starts with that frame', async () => {
  const { items } = await collectUntilError(readFrames(await probe(VARIABLE), { from: 0.7 + 1 / 30 }));
  expect(items[0]?.time).toBeCloseTo(0.7 + 1 / 30, 9);
});

test('a long clip keeps exact times where six digits are not enough', async () => {
  const path = make('long.mp4', `-f lavfi -i color=s=32x32:r=100:d=0.04,setpts=PTS+gt(N\\,0)*599.96/TB -fps_mode passthrough ${SMALL} -video_track_timescale 90000`);
  expect(timesOf(await readAll(path), 'decoded')).toEqual([0, 599.97, 599.98, 599.99]);
});

test('the count of an AVI is that of its frames, 750, and not one more', async () => {
  const path = join(import.meta.dirname, '../../media/mpeg4-packed.avi');
  expect(await readAll(path, { fps: 1 })).toHaveLength(countFrames(path));
});

test('time stamps below zero are shifted to start at zero', async () => {
  const path = make('negative.mkv', `-f lavfi -i testsrc2=s=64x48:r=10:d=1 ${SMALL} -bf 0 -output_ts_offset 3 -avoid_negative_ts disabled`);
  expect(timesOf(await readAll(path), 'decoded')).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
});

test('a turned phone video comes upright: turned back, it is the picture as stored', async () => {
  const { width, height, pixels } = (await Array.fromAsync(readFrames(await probe(H264.replace('h264-b-frames', 'turned-90')), { fps: 0.1 })))[0]!;
  const [stored] = await Array.fromAsync(readFrames(await probe(H264), { fps: 0.1 }));
  const upright = (x: number, y: number) => pixels[(y * width + x) * 3]!;
  const original = (x: number, y: number) => stored!.pixels[(y * 96 + x) * 3]!;
  expect([width, height]).toEqual([64, 96]);
  let difference = 0; // Chroma is interpolated after turning, so pixels differ a little
  for (let y = 0; y < 64; y += 1) for (let x = 0; x < 96; x += 1) difference += Math.abs(original(x, y) - upright(63 - y, x));
  expect(difference / (96 * 64)).toBeLessThan(4);
});

test('a very large picture is made smaller and keeps its shape', async () => {
  const path = make('8k.mp4', `-f lavfi -i color=red:s=7680x4320:r=1:d=1 -c:v mpeg4`);
  const [frame] = await Array.fromAsync(readFrames(await probe(path), { maxSide: 1920 }));
  expect([frame?.width, frame?.height, frame?.pixels.length]).toEqual([1920, 1080, 1920 * 1080 * 3]);
});

test('a frame stays as it is until as many further frames as the pool holds have been asked for', async () => {
  const held: { pixels: Uint8Array; copy: Buffer }[] = [];
  for await (const { pixels } of readFrames(await probe(H264), { pool: 5 })) {
    held.push({ pixels, copy: Buffer.from(pixels) });
    expect(held.slice(-5).every((frame) => frame.copy.equals(frame.pixels))).toBe(true);
  }
  expect(new Set(held.map((frame) => frame.pixels)).size).toBe(5);
});

test('several video streams: the one marked as default is read', async () => {
  const two = '-f lavfi -i color=red:s=32x32:d=0.2 -f lavfi -i color=red:s=64x48:d=0.2 -map 0 -map 1';
  const path = make('two.mkv', `${two} ${SMALL} -disposition:v:0 0 -disposition:v:1 default`);
  const [frame] = await Array.fromAsync(readFrames(await probe(path)));
  expect([frame?.width, frame?.height]).toEqual([64, 48]);
});

test('a GIF is read with its own pauses', async () => {
  const path = make('pauses.gif', "-f lavfi -i testsrc2=s=64x48:r=10:d=1 -vf select='eq(n,0)+eq(n,3)+eq(n,8)' -fps_mode passthrough");
  expect(timesOf(await readAll(path), 'decoded')).toEqual([0, 0.3, 0.8]);
});

test('a file cut in the middle gives what is left and then tells that it is cut', async () => {
  const path = make('cut.mp4', `-f lavfi -i testsrc2=s=160x120:r=25:d=4 ${SMALL} -movflags +faststart`);
  truncateSync(path, Math.round(readFileSync(path).length * 0.6));
  const { items, error } = await collectUntilError(readVideo(await probe(path)));
  expect(items.filter((entry) => entry.status === 'decoded')).toHaveLength(countFrames(path));
  expect(items.length).toBeGreaterThan(40);
  expect(error).toMatchObject({ name: 'MediaError', code: 'TRUNCATED' });
});

test('packets that cannot be decoded are marked as failed at their place, and the others are delivered', async () => {
  const path = make('damaged.mkv', '-f lavfi -i testsrc2=s=160x120:r=25:d=2 -c:v mjpeg -q:v 5');
  const bytes = readFileSync(path);
  const pictures = [...bytes.keys()].filter((i) => bytes[i] === 0xff && bytes[i + 1] === 0xd8 && bytes[i + 2] === 0xff);
  for (const number of [10, 11, 30]) bytes.fill(0, pictures[number], pictures[number]! + 700);
  writeFileSync(path, bytes);
  const { items, error } = await collectUntilError(readVideo(await probe(path)));
  expect(items.filter((entry) => entry.status === 'failed').map((entry) => [entry.index, entry.time])).toEqual([[10, 0.4], [11, 0.44], [30, 1.2]]);
  expect(items.filter((entry) => entry.status === 'decoded')).toHaveLength(countFrames(path));
  expect(items).toHaveLength(50);
  expect(error).toMatchObject({ code: 'DECODE_FAILED' });
});

test('a clip without pictures and one too small for a face are refused in one line each', async () => {
  const sound = make('sound.wav', '-f lavfi -i sine=d=0.1');
  const dot = make('dot.avi', '-f lavfi -i color=s=2x2:d=0.2,format=rgb24,crop=1:1 -c:v rawvideo -pix_fmt rgb24');
  await expect(readAll(sound)).rejects.toThrow(/sound\.wav: has sound and no pictures\. Give a file with pictures/);
  await expect(readAll(dot)).rejects.toThrow(/dot\.avi: has pictures of 1 × 1 pixels, too small to hold a face\. Give/);
});

test.each(['-leading dash.mp4', 'a "quoted" \'name\'.mp4', 'line\nbreak.mp4', 'frame-%d.mp4', 'concat:a|b.mp4', 'http:example.mp4'])('a file named %j is read like any other', async (name) => {
  copyFileSync(H264, at(name));
  expect(await readAll(at(name), { fps: 1 })).toHaveLength(50);
});

function isRunning(marker: string): boolean {
  return execFileSync('ps', ['-eo', 'stat,args'], { encoding: 'utf8' }).split('\n').some((line) => line.includes(marker));
}

test('leaving early ends ffmpeg', async () => {
  copyFileSync(H264, at('marker-leave.mp4'));
  for await (const frame of readFrames(await probe(at('marker-leave.mp4')))) if (frame.index === 2) break;
  await expect.poll(() => isRunning('marker-leave')).toBe(false);
});

test('aborting ends ffmpeg at once and throws the reason', async () => {
  const path = make('marker-abort.mp4', `-f lavfi -i testsrc2=s=640x360:r=25:d=8 ${SMALL}`);
  const controller = new AbortController();
  const { items, error } = await collectUntilError(abortAt(readFrames(await probe(path), { signal: controller.signal }), controller));
  expect(error).toBe('enough');
  expect(items.length).toBeLessThan(40);
  await expect.poll(() => isRunning('marker-abort')).toBe(false);
});

test('unsubscribing from a stream of frames ends ffmpeg while it is still decoding', async () => {
  const path = make('marker-pull.mp4', `-f lavfi -i testsrc2=s=640x360:r=25:d=8 ${SMALL}`);
  const facts = await probe(path);
  let seen = 0;
  const frames = pull((signal) => readFrames(facts, { signal }), map((frame) => frame.index), 2);
  const subscription = frames.subscribe(() => (seen += 1));
  await expect.poll(() => seen).toBeGreaterThan(0);
  subscription.unsubscribe();
  await expect.poll(() => isRunning('marker-pull')).toBe(false);
  expect(seen).toBeLessThan(200);
});

async function* abortAt<T>(items: AsyncIterable<T>, controller: AbortController): AsyncGenerator<T> {
  let count = 0;
  for await (const item of items) {
    yield item;
    if (++count === 3) controller.abort('enough');
  }
}

test('without ffmpeg the message says how to install it', async () => {
  const tools = { ffmpeg: '/nowhere/ffmpeg', ffprobe: '/nowhere/ffprobe' };
  const facts = await probe(H264);
  await expect(Array.fromAsync(readVideo(facts, { tools }))).rejects.toThrow(MediaError);
  await expect(probe(H264, { tools })).rejects.toThrow(/\/nowhere\/ffprobe: cannot be started .* Install ffmpeg 5\.1 or newer/);
});
