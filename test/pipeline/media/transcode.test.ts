import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { probe } from '../../../pipeline/media/probe.ts';
import { readFrames } from '../../../pipeline/media/read-frames.ts';
import { transcode } from '../../../pipeline/media/transcode.ts';
import { openMediaFolder } from './media-folder.ts';

const { at, make } = openMediaFolder();
const MEDIA = join(import.meta.dirname, '../../media');

test('the copy plays in browsers: H.264 and AAC, even sides, index first', async () => {
  const source = make('odd.mkv', '-f lavfi -i testsrc=s=321x243:r=10:d=0.5 -f lavfi -i sine=d=0.5 -c:v ffv1 -c:a flac');
  await transcode(await probe(source), at('copy.mp4'), { maxSide: 200 });
  const facts = await probe(at('copy.mp4'));
  expect(facts).toMatchObject({ video: { codec: 'h264', width: 200, height: 150 }, audio: { codec: 'aac' } });
  const bytes = readFileSync(at('copy.mp4')).toString('latin1');
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
});

test('the copy of a clip of variable rate has the times of its frames', async () => {
  const facts = await probe(join(MEDIA, 'variable-rate.mp4'));
  await transcode(facts, at('variable.mp4'));
  const timesOf = async (path: string) => Array.fromAsync(readFrames(await probe(path)), (frame) => Math.round(frame.time * 1000));
  expect(await timesOf(at('variable.mp4'))).toEqual(await timesOf(facts.path));
});

test('a folder of numbered pictures becomes a video at their times, with a pause where numbers are missing', async () => {
  mkdirSync(at('shots'));
  make('shots/p_%02d.png', '-f lavfi -i testsrc=s=66x50:r=5:d=2');
  for (const name of ['p_03.png', 'p_04.png']) rmSync(at(`shots/${name}`));
  await transcode(await probe(at('shots'), { fps: 5 }), at('shots.mp4'));
  const frames = await Array.fromAsync(readFrames(await probe(at('shots.mp4'))), ({ time, width }) => [time, width]);
  expect(frames).toEqual([0, 0.2, 0.8, 1, 1.2, 1.4, 1.6, 1.8].map((time) => [time, 66]));
});

test('a damaged picture is missing in the copy of its folder', async () => {
  mkdirSync(at('broken'));
  make('broken/%d.png', '-f lavfi -i testsrc=s=64x48:r=25:d=0.2');
  writeFileSync(at('broken/3.png'), 'not a picture');
  await transcode(await probe(at('broken')), at('broken.mp4'));
  expect(await Array.fromAsync(readFrames(await probe(at('broken.mp4'))), ({ time }) => time)).toEqual([0, 0.04, 0.12, 0.16]);
});

test('an animated WebP and a GIF become videos at their times', async () => {
  const source = make('anim.gif', '-f lavfi -i testsrc=s=64x48:r=10:d=0.5');
  await sharp(source, { animated: true }).webp({ delay: [100, 300, 50, 100, 100] }).toFile(at('anim.webp'));
  for (const [name, times] of [['anim.gif', [0, 0.1, 0.2, 0.3, 0.4]], ['anim.webp', [0, 0.1, 0.4, 0.45, 0.55]]] as const) {
    await transcode(await probe(at(name)), at(`${name}.mp4`));
    expect(await Array.fromAsync(readFrames(await probe(at(`${name}.mp4`))), ({ time }) => Number(time.toFixed(4)))).toEqual(times);
  }
});

test('pictures that are kept are the same bytes in another container', async () => {
  const source = make('kept.mkv', '-f lavfi -i testsrc=s=64x48:r=25:d=1 -c:v libx264');
  await transcode(await probe(source), at('kept.mp4'), { keepPictures: true });
  const hash = (path: string) => execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'md5', '-'], { encoding: 'utf8' });
  expect(hash(at('kept.mp4'))).toBe(hash(source));
});

test('a limit on the bits a second is kept', async () => {
  const source = make('noise.mkv', '-f lavfi -i testsrc2=s=320x240:r=25:d=8,noise=alls=60:allf=t -c:v mpeg4 -q:v 2');
  await transcode(await probe(source), at('noise.mp4'), { videoKbps: 200 });
  expect(statSync(at('noise.mp4')).size).toBeLessThan((200_000 / 8) * 8 * 1.6);
});

test('the program of one copy is not that of the next', async () => {
  const source = make('short.mkv', '-f lavfi -i testsrc=s=64x48:r=25:d=0.2 -c:v mpeg4');
  const facts = await probe(source);
  await expect(transcode(facts, at('none.mp4'), { tools: { ffmpeg: '/nowhere/ffmpeg', ffprobe: 'ffprobe' } })).rejects.toMatchObject({ code: 'FFMPEG_MISSING' });
  await transcode(facts, at('short.mp4'));
  expect(existsSync(at('short.mp4'))).toBe(true);
});

test('aborting leaves neither the copy nor a part of it', async () => {
  const source = make('long.mkv', '-f lavfi -i testsrc2=s=640x360:r=25:d=20 -c:v mpeg4');
  const controller = new AbortController();
  const copying = transcode(await probe(source), at('aborted.mp4'), { signal: controller.signal });
  await expect.poll(() => existsSync(at('aborted.mp4.part')), { timeout: 20_000, interval: 10 }).toBe(true);
  controller.abort('stopped');
  await expect(copying).rejects.toBe('stopped');
  expect(readdirSync(at('.')).filter((name) => name.startsWith('aborted'))).toEqual([]);
});

test('a picture is not copied as a video', async () => {
  const source = make('still.png', '-f lavfi -i testsrc=s=64x48 -frames:v 1');
  await expect(transcode(await probe(source), at('still.mp4'))).rejects.toMatchObject({ code: 'NOT_MEDIA' });
});
