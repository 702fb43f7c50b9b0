import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAnnotated } from '../../../pipeline/report/write-annotated.ts';
import type { FrameRow } from '../../../pipeline/rows.ts';
import { fakeClip } from './fake-clip.ts';
import { testVideo } from './test-video.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'affekt-annotated-test-'));
const { run } = fakeClip({ seconds: 2 });
const clip = { ...run.clip, video: { ...run.clip.video!, width: 160, height: 90 } };
const box = { x: 60, y: 30, width: 60, height: 50 };

/** One person in every frame that `seen` accepts. */
function rowsAt(times: readonly number[], seen: (frame: number) => boolean): FrameRow[] {
  const [{ face, verdict }] = fakeClip({ seconds: 1 }).rows as [Required<FrameRow>];
  return times.map((time, frame) => (seen(frame) ? { frame, time, status: 'analysed', person: 0, face: { ...face, box }, verdict } : { frame, time, status: 'no-face' }));
}

/** Side data of a frame gives an empty line: left out. */
const probeTimes = (path: string) =>
  execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', path], { encoding: 'utf8' }).split('\n').map((line) => Number.parseFloat(line)).filter((time) => !Number.isNaN(time));

/** The frames in which the left edge of the box is drawn on a black video. */
function framesWithBox(path: string): number[] {
  const crop = ['-vf', 'crop=3:10:60:32:exact=1,scale=1:1:flags=area,format=gray', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'];
  const levels = execFileSync('ffmpeg', ['-loglevel', 'error', '-i', path, ...crop]);
  return [...levels.keys()].filter((frame) => levels[frame]! > 60);
}

async function blackVideo(rate: number): Promise<string> {
  const path = join(await newFolder(), 'black.mp4');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', `color=black:s=160x90:r=${rate}:d=1`, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', path]);
  return path;
}

test('frame times of variable rate and the sound are those of the original', async () => {
  const videoPath = await testVideo({ seconds: 2, select: 'lt(mod(n\\,7)\\,3)' });
  const path = await writeAnnotated({ videoPath, rows: rowsAt(probeTimes(videoPath), () => true), clip, folder: await newFolder() });
  expect(probeTimes(path)).toEqual(probeTimes(videoPath));
  expect(execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'a', '-show_entries', 'stream=codec_name,sample_rate', '-of', 'csv=p=0', path], { encoding: 'utf8' }).trim()).toBe('aac,44100');
});

test.each([25, 60, 240])('at %i frames per second a box is in exactly the frames in which the face was seen', async (rate) => {
  const videoPath = await blackVideo(rate);
  const seen = (frame: number) => frame % 7 === 3 || frame > rate - 4;
  const times = probeTimes(videoPath);
  const path = await writeAnnotated({ videoPath, rows: rowsAt(times, seen), clip, folder: await newFolder() });
  expect(framesWithBox(path)).toEqual([...times.keys()].filter(seen));
});

test('a skipped frame shows what the last frame that was looked at shows', async () => {
  const videoPath = await blackVideo(25);
  const rows = rowsAt(probeTimes(videoPath), (frame) => frame === 5).map((row) => (row.frame > 5 && row.frame < 10 ? { ...row, status: 'skipped' as const } : row));
  const path = await writeAnnotated({ videoPath, rows, clip, folder: await newFolder() });
  expect(framesWithBox(path)).toEqual([5, 6, 7, 8, 9]);
});

test('an ffmpeg without libass gives one line that says so', async () => {
  const folder = await newFolder();
  const ffmpeg = join(await newFolder(), 'ffmpeg');
  await writeFile(ffmpeg, `#!/bin/sh\necho "[AVFilterGraph @ 0x1] [error] No such filter: 'ass'" >&2\nexit 1\n`);
  await chmod(ffmpeg, 0o755);
  await expect(writeAnnotated({ videoPath: 'a.mp4', rows: [], clip, folder, ffmpeg })).rejects.toMatchObject({ code: 'NO_ASS_FILTER', message: expect.stringContaining('libass') });
});

test('a video that cannot be read gives one line with the reason and leaves nothing', async () => {
  const folder = await newFolder();
  await expect(writeAnnotated({ videoPath: join(folder, 'no.mp4'), rows: [], clip, folder })).rejects.toMatchObject({ code: 'FAILED', message: expect.stringContaining('No such file') });
  expect(await readdir(folder)).toEqual([]);
});

test('an abort kills ffmpeg and leaves nothing', async () => {
  const [folder, videoPath] = [await newFolder(), await testVideo({ seconds: 60 })];
  const signal = AbortSignal.timeout(300);
  await expect(writeAnnotated({ videoPath, rows: fakeClip({ seconds: 60 }).rows, clip, folder, signal })).rejects.toThrow('timeout');
  expect(await readdir(folder)).toEqual([]);
});
