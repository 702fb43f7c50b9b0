import { chmodSync, copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTools } from '../../../pipeline/media/find-tools.ts';
import { probe } from '../../../pipeline/media/probe.ts';
import { openMediaFolder } from './media-folder.ts';

const { at, make } = openMediaFolder();
const MEDIA = join(import.meta.dirname, '../../media');

test('a video tells its displayed size, codec, rate and length', async () => {
  expect(await probe(join(MEDIA, 'h264-b-frames.mp4'))).toMatchObject({
    kind: 'video',
    duration: 2,
    video: { stream: 0, width: 96, height: 64, rotation: 0, codec: 'h264', rate: 25, timeBase: [1, 12_800] },
    notes: [],
  });
});

test.each([
  ['turned-90.mp4', 90, 64, 96],
  ['turned-180.mp4', 180, 96, 64],
  ['turned-270.mp4', 270, 64, 96],
])('%s is turned by %i degrees, and its size is that of the upright picture', async (name, rotation, width, height) => {
  expect((await probe(join(MEDIA, name))).video).toMatchObject({ rotation, width, height });
});

test('a song with a cover picture is sound only', async () => {
  const song = '-f lavfi -i sine=d=0.5:r=44100 -f lavfi -i color=red:s=64x64:d=0.04 -map 0 -map 1 -c:v mjpeg -disposition:v attached_pic';
  const facts = await probe(make('song.mp3', song));
  expect(facts).toMatchObject({ kind: 'audio', audio: { codec: 'mp3', sampleRate: 44_100, channels: 1 } });
  expect(facts.video).toBeUndefined();
});

test('the clock is zero where the earliest stream starts', async () => {
  const streams = '-f lavfi -i testsrc2=s=64x48:d=0.5 -itsoffset 0.25 -f lavfi -i sine=d=0.5 -c:v libx264 -preset ultrafast -bf 0 -c:a flac';
  const facts = await probe(make('shifted.mkv', `${streams} -output_ts_offset 7`));
  expect(facts.start).toEqual({ ticks: 7000, timeBase: [1, 1000] });
  expect([facts.video?.start, facts.audio?.start]).toEqual([0, 0.25]);
});

test('a container without a frame rate tells none', async () => {
  const facts = await probe(make('one.mkv', '-f lavfi -i testsrc2=s=64x48:r=1:d=1 -c:v mjpeg -r 100000'));
  expect(facts.video?.rate ?? 0).toBeLessThanOrEqual(1000);
});

function writeCut(): string {
  copyFileSync(join(MEDIA, 'h264-b-frames.mp4'), at('cut.mp4'));
  truncateSync(at('cut.mp4'), 9000);
  return at('cut.mp4');
}

function write(name: string, content: string): string {
  writeFileSync(at(name), content);
  return at(name);
}

test.each([
  ['a missing file', () => at('nope.mp4'), 'NOT_FOUND', 'nope.mp4: cannot be found (ENOENT). Check the path.'],
  ['an empty file', () => write('empty.mp4', ''), 'EMPTY_FILE', 'empty.mp4: is empty (0 bytes). Copy or record it again.'],
  ['a text called .mp4', () => write('text.mp4', 'hello\n'), 'NOT_MEDIA', 'text.mp4: is no media file, in spite of the name ending in .mp4'],
  ['a text', () => write('notes.txt', 'hello\n'.repeat(2000)), 'NOT_MEDIA', 'notes.txt: holds neither pictures nor sound'],
  ['a text called .jpg', () => write('text.jpg', 'hello\n'), 'NOT_MEDIA', 'text.jpg: holds neither pictures nor sound'],
  ['an mp4 cut before its index', writeCut, 'TRUNCATED', 'cut.mp4: ends before its table of frames'],
  ['a folder without numbered pictures', () => (mkdirSync(at('hollow')), at('hollow')), 'NOT_MEDIA', 'hollow: is a folder without numbered pictures'],
  ['a device', () => '/dev/null', 'NOT_MEDIA', '/dev/null: is neither a file nor a folder'],
])('%s gives one clear line', async (_, prepare, code, message) => {
  const error: unknown = await probe(prepare()).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'MediaError', code });
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).not.toContain('\n');
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is told so (skipped for root, who may read all)', async () => {
  chmodSync(write('locked.mp4', 'x'), 0);
  await expect(probe(at('locked.mp4'))).rejects.toMatchObject({ code: 'UNREADABLE' });
});

test('a playlist cannot make ffmpeg open an address', async () => {
  const path = write('list.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n');
  await expect(probe(path)).rejects.toMatchObject({ code: 'NOT_MEDIA' });
});

test('control characters in a name do not reach the terminal', async () => {
  await expect(probe(at('a\u001b[31m\nb.mp4'))).rejects.toThrow(/a\uFFFD\[31m\uFFFDb\.mp4: cannot be found/);
});

test('an aborted probe throws the reason', async () => {
  const signal = AbortSignal.abort('changed my mind');
  await expect(probe(join(MEDIA, 'h264-b-frames.mp4'), { signal })).rejects.toBe('changed my mind');
});

test('the version of ffmpeg is found', async () => {
  expect((await findTools()).version).toMatch(/\d/);
});

function makeTool(name: string, line: string): string {
  writeFileSync(at(name), `#!/bin/sh\necho '${line}'\n`);
  chmodSync(at(name), 0o755);
  return at(name);
}

test.each([
  ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright', 'FFMPEG_TOO_OLD'],
  ['ffmpeg version 5.0 Copyright', 'FFMPEG_TOO_OLD'],
  ['something else', 'FFMPEG_MISSING'],
])('a tool that says "%s" is refused', async (line, code) => {
  const tool = makeTool('old-tool', line);
  await expect(findTools({ ffmpeg: tool, ffprobe: tool })).rejects.toMatchObject({ code });
});

test.each(['ffmpeg version n7.1 Copyright', 'ffmpeg version N-118-gabc Copyright', 'ffmpeg version 5.1.9-0+deb12u1'])('a tool that says "%s" is taken', async (line) => {
  const tool = makeTool('new-tool', line);
  expect((await findTools({ ffmpeg: tool, ffprobe: tool })).version).not.toBe('');
});
