import { copyFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Sound } from '../../../extractors/audio/sound.ts';
import { probe } from '../../../pipeline/media/probe.ts';
import { readFrames } from '../../../pipeline/media/read-frames.ts';
import { readSound } from '../../../pipeline/media/read-sound.ts';
import { openMediaFolder } from './media-folder.ts';

const { at, make } = openMediaFolder();

const FLASH = "color=black:s=64x48:r=25:d=1.3,geq=lum='if(between(T,{t},{t}+0.079),235,16)':cb=128:cr=128";
const BEEP = "aevalsrc='if(between(t,{t},{t}+0.2),sin(6000*t),0)':s=16000:d=1.3";

/** A clip whose flash and beep come together at 1 s, although one of its streams starts late. */
function makeFlashAndBeep(name: string, { late, by, codecs }: { late: 'video' | 'audio'; by: number; codecs: string }): string {
  const input = (kind: string, source: string) => {
    const offset = kind === late ? by : 0;
    return `-itsoffset ${offset} -f lavfi -i ${source.replaceAll('{t}', String(1 - offset))}`;
  };
  return make(name, `${input('video', FLASH)} ${input('audio', BEEP)} ${codecs}`);
}

async function readAll(path: string): Promise<Float32Array> {
  const chunks: Sound[] = await Array.fromAsync(readSound(await probe(path)));
  return Float32Array.from(chunks.flatMap((chunk) => [...chunk.samples]));
}

async function findBeep(path: string): Promise<number> {
  const samples = await readAll(path);
  return samples.findIndex((sample) => Math.abs(sample) > 0.1) / 16_000;
}

async function findFlash(path: string): Promise<number | undefined> {
  for await (const frame of readFrames(await probe(path))) if (frame.pixels[0]! > 128) return frame.time;
  return undefined;
}

test.each([
  ['audio', 'late.mp4', '-c:v libx264 -preset ultrafast -c:a aac'],
  ['audio', 'late.mkv', '-c:v libx264 -preset ultrafast -c:a flac'],
  ['audio', 'late.ts', '-c:v libx264 -preset ultrafast -c:a aac -muxdelay 0'],
  ['video', 'late-video.mp4', '-c:v libx264 -preset ultrafast -c:a aac'],
  ['video', 'late-video.mkv', '-c:v libx264 -preset ultrafast -c:a flac'],
  ['video', 'late-video.ts', '-c:v libx264 -preset ultrafast -c:a aac'],
] as const)('when %s starts late in %s, flash and beep still come together', async (late, name, codecs) => {
  const path = makeFlashAndBeep(name, { late, by: 0.48, codecs });
  const [flash, beep] = [await findFlash(path), await findBeep(path)];
  expect(flash).toBeGreaterThan(0.99); // MPEG-TS keeps the lead-in of AAC, so its clock starts a little earlier
  expect(Math.abs(beep - flash!)).toBeLessThan(0.03);
});

test('sound comes as mono of 16 kHz in chunks of a second that follow each other', async () => {
  const path = make('stereo.wav', '-f lavfi -i sine=f=440:r=44100:d=2.5 -ac 2');
  const chunks = await Array.fromAsync(readSound(await probe(path)));
  expect(chunks.map(({ time, sampleRate, samples }) => [time, sampleRate, samples.length])).toEqual([
    [0, 16_000, 16_000],
    [1, 16_000, 16_000],
    [2, 16_000, 8000],
  ]);
});

test('samples of a 16 kHz file arrive as they are', async () => {
  const samples = await readAll(make('ramp.wav', '-f lavfi -i aevalsrc=t/2:s=16000:d=1 -c:a pcm_f32le'));
  expect(samples[8000]).toBeCloseTo(0.25, 6);
  expect(samples).toHaveLength(16_000);
});

test('a pause without packets becomes silence of its length', async () => {
  const tone = make('tone.mkv', '-f lavfi -i sine=f=440:r=16000:d=3 -c:a pcm_s16le');
  const path = at('gap.mkv');
  execFileSync('ffmpeg', ['-v', 'error', '-i', tone, '-af', "aselect='not(between(t,1,2))'", '-c:a', 'pcm_s16le', path]);
  const samples = await readAll(path);
  expect(samples.length / 16_000).toBeCloseTo(3, 1);
  expect(samples.subarray(20_800, 27_200).every((sample) => sample === 0)).toBe(true);
  expect(samples.subarray(36_000, 40_000).some((sample) => sample !== 0)).toBe(true);
});

test('of several sound streams the one marked as default is read', async () => {
  const two = '-f lavfi -i aevalsrc=0.1:s=16000:d=1 -f lavfi -i aevalsrc=0.4:s=16000:d=1 -map 0 -map 1 -c:a pcm_f32le';
  const path = make('two.mkv', `${two} -disposition:a:0 0 -disposition:a:1 default`);
  expect((await readAll(path))[100]).toBeCloseTo(0.4, 3);
  expect((await probe(path)).notes).toEqual(['2 sound streams: stream 1 is used.']);
});

test('a clip without sound yields none', async () => {
  const path = make('silent.mp4', '-f lavfi -i testsrc2=s=64x48:d=0.2 -c:v libx264');
  expect(await Array.fromAsync(readSound(await probe(path)))).toEqual([]);
});

test('leaving early ends ffmpeg', async () => {
  const path = make('hour.wav', '-f lavfi -i anullsrc=r=8000:d=600 -ac 1');
  copyFileSync(path, at('leave-early-marker.wav'));
  for await (const chunk of readSound(await probe(at('leave-early-marker.wav')))) if (chunk.time >= 1) break;
  await expect.poll(() => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes('leave-early-marker')).toBe(false);
});
