import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NoiseManifest } from '../../../pipeline/noise/noise-manifest.ts';
import type { MadeClip } from '../../../pipeline/noise/noisy-clip.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { newFolder, noiseFolder, runCommand, videos } from '../run-command.ts';

const noise = noiseFolder();
const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'noise.json'), 'utf8')) as NoiseManifest;
const made = (folder: string) => manifest(folder).clips.filter((clip): clip is MadeClip => 'output' in clip);
const outputs = (folder: string) => readdirSync(folder).filter((name) => name !== 'noise.json').sort();
const mer = (root: string, out: string, ...more: string[]) => runCommand(['noise', 'mer2023', root, out, '--noise', noise, '--seed', '4', ...more]);
const samples = (path: string, ...filter: string[]) => {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', `file:${path}`, ...filter, '-f', 's16le', '-ac', '1', '-ar', '16000', 'pipe:1']);
  return new Int16Array(new Uint8Array(bytes).buffer);
};
const frames = (path: string) => execFileSync('ffmpeg', ['-v', 'error', '-i', `file:${path}`, '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1']);
const streams = (path: string) => JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', `file:${path}`], { encoding: 'utf8' })) as { streams: { codec_name: string; codec_type: string; width?: number; height?: number; nb_read_frames: string; r_frame_rate: string; sample_rate?: string; channels?: number }[] };
const level = (values: Int16Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

test('a copy of MER-NOISE is MPEG-4 at the rate of the source with 16 kHz mono AAC, and every picture is in it', async () => {
  const out = newFolder();
  expect(await mer(videos(['a.mkv'], { rate: '30000/1001', size: '65x49', seconds: 2 }), out)).toMatchObject({ code: 0, out: '1 made\n' });
  const [clip] = made(out);
  const [video, audio] = streams(join(out, 'a.mp4')).streams;
  const rate = clip!.damage.picture?.kind === 'blur' ? clip!.damage.picture.rate : 0;
  const side = (length: number) => (rate === 1 ? length - 1 : rate * Math.ceil(length / rate));
  expect(video).toMatchObject({ codec_name: 'mpeg4', width: side(65), height: side(49), nb_read_frames: '60', r_frame_rate: '30000/1001' });
  expect(audio).toMatchObject({ codec_name: 'aac', sample_rate: '16000', channels: 1 });
});

test('the exact mix is beside the copy on request; what the AAC in the copy decodes to is another signal (trap 29)', async () => {
  const out = newFolder();
  await mer(videos(['a.mkv']), out, '--wav');
  const [exact, coded] = [samples(join(out, 'a.wav')), samples(join(out, 'a.mp4'))];
  const differing = exact.filter((value, index) => value !== coded[index]).length;
  expect(exact).toHaveLength(16_000);
  expect(differing / exact.length).toBeGreaterThan(0.5);
});

test('the mix is the sound of the clip with the noise that the manifest names, at the decibels it names (trap 28)', async () => {
  const [root, out] = [videos(['a.mkv']), newFolder()];
  await mer(root, out, '--wav');
  const { damage, mix } = made(out)[0]!;
  const sound = damage.sound?.kind === 'mix' ? damage.sound : undefined;
  const [clean, mixed] = [samples(join(root, 'a.mkv')), samples(join(out, 'a.wav'))];
  const rest = mixed.map((value, index) => value / mix!.mixGain - clean[index]!);
  expect(Number.isInteger(sound?.decibels)).toBe(true);
  expect(20 * Math.log10(level(clean) / level(rest))).toBeCloseTo(sound!.decibels, 1);
  expect(sound!.pieces![0]!.files.length).toBeGreaterThan(2); // 0.4 s each, for more than one second
});

test('a replay makes the same bytes again, one clip at a time or several', async () => {
  const [root, out, again] = [videos(['a.mkv', 'b.mkv', 'c.mkv']), newFolder(), newFolder()];
  await mer(root, out, '--wav', '-j', '3');
  expect(await runCommand(['noise', 'replay', out, again, '-j', '1'])).toMatchObject({ code: 0, out: '3 made\n' });
  expect(outputs(again)).toEqual(['a.mp4', 'a.wav', 'b.mp4', 'b.wav', 'c.mp4', 'c.wav']);
  for (const name of outputs(out)) expect(readFileSync(join(again, name)).equals(readFileSync(join(out, name)))).toBe(true);
});

test.each([['white'], ['silence'], ['blur'], ['drop-frames'], ['codec']])('what %s made is made again byte for byte', async (recipe) => {
  const [root, out, again] = [videos(['a.mkv']), newFolder(), newFolder()];
  expect(await runCommand(['noise', recipe, root, out, '--seed', '2'])).toMatchObject({ code: 0 });
  expect(await runCommand(['noise', 'replay', join(out, 'noise.json'), again])).toMatchObject({ code: 0 });
  expect(readFileSync(join(again, 'a.mp4')).equals(readFileSync(join(out, 'a.mp4')))).toBe(true);
}, 20_000);

test('a source with other bytes than in the manifest is not damaged again, and that is told', async () => {
  const [root, out] = [videos(['a.mkv']), newFolder()];
  await mer(root, out);
  copyFileSync(join(videos(['a.mkv'], { seconds: 2 }), 'a.mkv'), join(root, 'a.mkv'));
  const end = await runCommand(['noise', 'replay', out, newFolder()]);
  expect(end).toMatchObject({ code: 6, messages: expect.stringMatching(/a\.mkv: has other bytes than when the manifest was written/) });
});

test('what a clip becomes does not depend on which clips are beside it', async () => {
  const [root, all, one] = [videos(['a.mkv', 'b.mkv']), newFolder(), newFolder()];
  await mer(root, all);
  rmSync(join(root, 'a.mkv'));
  await mer(root, one);
  expect(readFileSync(join(one, 'b.mp4')).equals(readFileSync(join(all, 'b.mp4')))).toBe(true);
});

test('copies that are there are kept, one that was changed is made again', async () => {
  const [root, out] = [videos(['a.mkv', 'b.mkv']), newFolder()];
  await mer(root, out);
  const before = statSync(join(out, 'a.mp4')).mtimeMs;
  writeFileSync(join(out, 'b.mp4'), 'cut off');
  expect(await mer(root, out)).toMatchObject({ code: 0, out: '1 made, 1 kept\n' });
  expect(statSync(join(out, 'a.mp4')).mtimeMs).toBe(before);
  expect(statSync(join(out, 'b.mp4')).size).toBeGreaterThan(100);
});

test('a folder of another seed is refused, and overwritten only when forced', async () => {
  const [root, out] = [videos(['a.mkv']), newFolder()];
  await mer(root, out);
  expect(await mer(root, out, '--seed', '5')).toMatchObject({ code: 2, messages: expect.stringMatching(/another run: its seed is 4, not 5.*--force/) });
  expect(await mer(root, out, '--seed', '5', '--force')).toMatchObject({ code: 0, out: '1 made\n' });
  expect(manifest(out).seed).toBe(5);
});

test('a broken video is a row in the manifest, the others are made, and the exit code says so', async () => {
  const [root, out] = [videos(['a.mkv', 'c.mkv']), newFolder()];
  writeFileSync(join(root, 'b.mp4'), 'this is no video');
  expect(await mer(root, out)).toMatchObject({ code: 5, out: '2 made, 1 failed\n', messages: expect.stringMatching(/b\.mp4: is no media file/) });
  expect(manifest(out).clips[1]).toMatchObject({ clip: 'b', source: 'b.mp4', code: 'NOT_MEDIA' });
});

test('a noise file that cannot be read fails the clips that drew it, by name, and leaves nothing half made', async () => {
  const [root, out, bad] = [videos(['a.mkv']), newFolder(), newFolder()];
  writeFileSync(join(bad, 'torn.ogg'), 'this is no sound');
  expect(await runCommand(['noise', 'mer2023', root, out, '--noise', bad])).toMatchObject({ code: 6, messages: expect.stringMatching(/torn\.ogg: its sound cannot be decoded/) });
  expect(outputs(out)).toEqual([]);
});

test.each([
  ['a folder that is not there', ['/nowhere/at/all', '/tmp/x', '--noise', noise], /\/nowhere\/at\/all: does not exist/],
  ['noise that is not there', [videos(['a.mkv']), newFolder(), '--noise', '/nowhere/noise'], /\/nowhere\/noise: does not exist/],
  ['noise without sound files', [videos(['a.mkv']), newFolder(), '--noise', newFolder()], /without sound files/],
  ['a folder without videos', [newFolder(), newFolder(), '--noise', noise], /has no videos or sound files in it/],
  ['no noise at all', [videos(['a.mkv']), newFolder()], /required option '-n, --noise <dir>'/],
  ['a part that is not there', [videos(['a.mkv']), newFolder(), '--noise', noise, '--split', 'test9'], /test9: does not exist/],
] as const)('%s is refused at once', async (_, args, message) => {
  expect(await runCommand(['noise', 'mer2023', ...args])).toMatchObject({ code: 2, messages: expect.stringMatching(message) });
});

test('copies may not lie among the sources', async () => {
  const root = videos(['a.mkv']);
  expect(await mer(root, join(root, 'noisy'))).toMatchObject({ code: 2, messages: expect.stringMatching(/lies within/) });
});

test('files with names that are hard on shells and formats are damaged like any other', async () => {
  const names = [`a b'"$(x);%d.mkv`, '-dash.mkv', 'é\u0301中.mkv', 'line\nbreak.mkv'];
  const [root, out] = [videos(names), newFolder()];
  expect(await mer(root, out)).toMatchObject({ code: 0, out: '4 made\n' });
  expect(outputs(out)).toEqual(names.map((name) => name.replace('.mkv', '.mp4')).sort());
});

test('a manifest whose names lead out of its folder is refused', async () => {
  const [root, out] = [videos(['a.mkv']), newFolder()];
  await mer(root, out);
  const file = join(out, 'noise.json');
  for (const [from, to] of [['"source": "a.mkv"', '"source": "../a.mkv"'], ['"output": "a.mp4"', '"output": "../a.mp4"'], ['"clip": "a"', '"clip": "x/../../a"']] as const) {
    writeFileSync(join(out, 'evil.json'), readFileSync(file, 'utf8').replace(from, to));
    expect(await runCommand(['noise', 'replay', join(out, 'evil.json'), newFolder()])).toMatchObject({ code: 2, messages: expect.stringMatching(/is no manifest of noise/) });
  }
});

test('a silent clip is kept without noise, and the manifest says so (trap 28)', async () => {
  const [root, out] = [newFolder(), newFolder()];
  writeFileSync(join(root, 'mute.wav'), toWav(new Int16Array(8000), 16_000));
  expect(await mer(root, out)).toMatchObject({ code: 0 });
  expect(made(out)[0]).toMatchObject({ mix: { noiseGain: 0, left: 'silent-clip' }, notes: expect.arrayContaining(['The clip is silent: no noise was added.']) });
  expect(level(samples(join(out, 'mute.wav')))).toBe(0);
});

test('a clip without sound keeps its pictures, and one without pictures its sound', async () => {
  const [root, out] = [videos(['mute.mkv'], { sound: false }), newFolder()];
  writeFileSync(join(root, 'talk.wav'), toWav(Int16Array.from({ length: 8000 }, (_, i) => 5000 * Math.sin(i * 0.1)), 16_000));
  expect(await mer(root, out)).toMatchObject({ code: 0 });
  expect(streams(join(out, 'mute.mp4')).streams.map((stream) => stream.codec_type)).toEqual(['video']);
  expect(streams(join(out, 'talk.wav')).streams.map((stream) => stream.codec_name)).toEqual(['pcm_s16le']);
  expect(made(out).map(({ notes }) => notes[0])).toEqual(['The clip has no sound: only its pictures were damaged.', 'The clip has no pictures: only its sound was damaged.']);
});

test.each([['missing-audio', ['video']], ['missing-video', ['audio']]])('%s leaves the other modality', async (recipe, left) => {
  const out = newFolder();
  await runCommand(['noise', recipe, videos(['a.mkv']), out]);
  expect(streams(join(out, 'a.mp4')).streams.map((stream) => stream.codec_type)).toEqual(left);
});

test('less light is less light by as much as asked for', async () => {
  const [root, out] = [videos(['a.mkv']), newFolder()];
  await runCommand(['noise', 'dark', root, out, '--level', '0.25']);
  const mean = (bytes: Uint8Array) => bytes.reduce((sum, value) => sum + value, 0) / bytes.length;
  expect(mean(frames(join(out, 'a.mp4'))) / mean(frames(join(root, 'a.mkv')))).toBeCloseTo(0.25, 1);
});

test('lost pictures repeat the one before, and the manifest tells their numbers', async () => {
  const [root, out] = [videos(['a.mkv'], { seconds: 4 }), newFolder()];
  await runCommand(['noise', 'drop-frames', root, out, '--share', '0.5', '--burst', '4', '--seed', '1']);
  const { lost } = made(out)[0]!;
  const all = frames(join(out, 'a.mp4'));
  const differs = (index: number) => !all.subarray(index * 3072, (index + 1) * 3072).equals(all.subarray((index - 1) * 3072, index * 3072));
  expect(streams(join(out, 'a.mp4')).streams[0]).toMatchObject({ nb_read_frames: '100' });
  expect(lost!.length).toBeGreaterThan(2);
  const [first, last] = lost!.find(([from]) => from % 12 > 1 && from % 12 < 9)!;
  expect(differs(last + 1)).toBe(true); // The pattern moves on where a picture comes through
  expect(first).toBeGreaterThan(0);
});

test('few bits make a small file', async () => {
  const [root, out, full] = [videos(['a.mkv'], { size: '320x240', seconds: 2 }), newFolder(), newFolder()];
  await runCommand(['noise', 'codec', root, out, '--video-kbps', '40', '--audio-kbps', '8']);
  await runCommand(['noise', 'dark', root, full, '--level', '1']);
  expect(statSync(join(out, 'a.mp4')).size).toBeLessThan(statSync(join(full, 'a.mp4')).size / 2);
});

test('Ctrl-C ends it, what is done is in the manifest, and the same command goes on', async () => {
  const [root, out] = [videos(['a.mkv', 'b.mkv', 'c.mkv']), newFolder()];
  const controller = new AbortController();
  const running = runCommand(['noise', 'blur', root, out, '-j', '1', '--json'], controller.signal);
  await expect.poll(() => existsSync(join(out, 'a.mp4')), { timeout: 10_000, interval: 5 }).toBe(true);
  controller.abort();
  expect((await running).code).toBe(130);
  expect(outputs(out).filter((name) => !/^[abc]\.mp4$/.test(name))).toEqual([]);
  expect((await runCommand(['noise', 'blur', root, out, '-j', '1'])).code).toBe(0);
  expect(made(out)).toHaveLength(3);
});

test('a value that a setting does not take is refused with what it takes', async () => {
  expect(await runCommand(['noise', 'blur', '/tmp', '/x', '--blur', '3'])).toMatchObject({ code: 2, messages: expect.stringMatching(/"3" is none of 1, 2, 4/) });
  expect(await runCommand(['noise', 'white', '/tmp', '/x', '--snr', '5,loud'])).toMatchObject({ code: 2, messages: expect.stringMatching(/"loud" is not a number from -60 to 100/) });
});
