import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
