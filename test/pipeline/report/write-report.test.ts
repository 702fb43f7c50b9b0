import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeReport, type ReportInput } from '../../../pipeline/report/write-report.ts';
import { fakeClip } from './fake-clip.ts';
import { testVideo } from './test-video.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'affekt-report-'));
const report = async (changes: Partial<ReportInput> = {}) => readFile(await writeReport({ folder: await newFolder(), ...fakeClip({ seconds: 4 }), ...changes }), 'utf8');
const { run } = fakeClip({ seconds: 4 });

test('a page loads nothing: no address of a network is in it, and its policy forbids all', async () => {
  const page = await report({ videoPath: await testVideo({ seconds: 4 }) });
  expect(/https?:\/\//.exec(page)).toBeNull();
  expect(/<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:)/.exec(page)).toBeNull();
  const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(page)!;
  expect(policy.replaceAll('&#39;', "'")).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:; media-src blob:; /);
  expect(policy).not.toContain('unsafe');
});

test.each(['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '</title><b>', "' onload='x"])('a clip called %s is shown as text', async (name) => {
  const page = await report({ run: { ...run, state: 'failed', message: name, notes: [name], clip: { ...run.clip, name, path: name }, config: { name } } });
  expect(page).not.toContain(name);
  expect(page.match(/<script/g)).toHaveLength(2);
});

test('a small H.264 video is in the page as it is', async () => {
  const videoPath = await testVideo({ seconds: 4 });
  const page = await report({ videoPath });
  const bytes = /id="media-bytes">([^<]+)</.exec(page)![1]!;
  expect(Buffer.from(bytes, 'base64')).toEqual(await readFile(videoPath));
});

test('a video that browsers cannot play is in the page as a copy, and the page says so', async () => {
  const videoPath = await testVideo({ seconds: 4 });
  const video = { ...run.clip.video!, codec: 'hevc' };
  const page = await report({ videoPath, run: { ...run, clip: { ...run.clip, video } }, proxy: ({ outPath }) => writeFile(outPath, 'copy') });
  expect(page).toContain(`id="media-bytes">${Buffer.from('copy').toString('base64')}<`);
  expect(page).toContain('a copy for the browser');
});

test('without a way to copy, a video that browsers cannot play is linked, and the page says so', async () => {
  const folder = await newFolder();
  await copyFile(await testVideo({ seconds: 4 }), join(folder, 'a #1.mp4'));
  const video = { ...run.clip.video!, codec: 'hevc' };
  const page = await report({ folder: join(folder, 'results'), videoPath: join(folder, 'a #1.mp4'), run: { ...run, clip: { ...run.clip, video } } });
  expect(page).toContain('src="../a%20%231.mp4"');
  expect(page).toContain('The original is linked and not part of this page');
});

test('a copy that fails leaves a link with the reason', async () => {
  const video = { ...run.clip.video!, codec: 'hevc' };
  const proxy = () => Promise.reject(new Error('no encoder'));
  const page = await report({ videoPath: await testVideo({ seconds: 4 }), run: { ...run, clip: { ...run.clip, video } }, proxy });
  expect(page).toContain('(no encoder)');
});

test('a video too long for a copy that shows something is linked, and nothing is copied', async () => {
  const clip = { ...run.clip, duration: 20_000, video: { ...run.clip.video!, frames: 500_000, codec: 'hevc' } };
  const page = await report({ videoPath: await testVideo({ seconds: 4 }), run: { ...run, clip }, proxy: () => Promise.reject(new Error('copied')) });
  expect(page).toContain('it is so long that a copy that fits would show nothing');
});

test('H.264 in a container that browsers may not open goes into another one without loss', async () => {
  const videoPath = join(await newFolder(), 'clip.mkv');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-i', await testVideo({ seconds: 1 }), '-c', 'copy', videoPath]);
  const asked: boolean[] = [];
  await report({ videoPath, proxy: ({ outPath, plan }) => (asked.push(plan.keepPictures === true), writeFile(outPath, 'copy')) });
  expect(asked).toEqual([true]);
});

test('a folder of pictures without a copy has no link, and the page says so', async () => {
  const page = await report({ videoPath: await newFolder() });
  expect(page).toContain('The pictures are not part of this page (');
  expect(page).not.toContain('src="..');
});

test('a clip of one frame has nothing to play', async () => {
  const clip = { ...run.clip, duration: 0.04, video: { ...run.clip.video!, frames: 1 } };
  const page = await report({ videoPath: await testVideo({ seconds: 1 }), run: { ...run, clip }, rows: fakeClip().rows.slice(0, 1) });
  expect(page).toContain('still picture');
  expect(page).not.toContain('id="play"');
});

test('sound alone is summed up in words', async () => {
  const { video, ...clip } = run.clip;
  expect(video).toBeDefined();
  const page = await report({ run: { ...run, clip }, rows: [] });
  expect(page).toMatch(/<h3>Voice<\/h3>\s*<p class="lead">Mos\w+(?: \w+)? read as <strong>\w+<\/strong> \(\d+\u00a0% of windows\)/);
});

test('models whose weights may not be used for profit are named above the list', async () => {
  const voiceEmotion = { ...run.models.voiceEmotion!, commercial: 'no' as const };
  const page = await report({ run: { ...run, models: { ...run.models, voiceEmotion } } });
  expect(page).toContain('<strong>Not for commercial use:</strong> affekt-voice-ravdess.');
  expect(page.match(/data-use="no"/g)).toHaveLength(1);
});

test('an abort while the copy is made ends the report', async () => {
  const controller = new AbortController();
  const video = { ...run.clip.video!, codec: 'hevc' };
  const proxy = () => {
    controller.abort();
    return Promise.reject(new Error('killed'));
  };
  const folder = await newFolder();
  const written = writeReport({ folder, ...fakeClip(), run: { ...run, clip: { ...run.clip, video } }, videoPath: await testVideo({ seconds: 4 }), proxy, signal: controller.signal });
  await expect(written).rejects.toThrow('abort');
  await expect(stat(join(folder, 'report.html'))).rejects.toThrow('ENOENT');
});

test('a still picture is in the page and has no timeline', async () => {
  const videoPath = join(await newFolder(), 'picture.png');
  await sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } }).png().toFile(videoPath);
  const still = { ...run.clip, video: { width: 64, height: 48, frames: 1, codec: 'png' } };
  const page = await report({ videoPath, run: { ...run, clip: still }, rows: fakeClip().rows.slice(0, 1) });
  expect(page).toContain('src="data:image/jpeg;base64,');
  expect(page).not.toContain('id="tracks"');
  expect(page).toContain('Most likely read as <strong>neutral</strong>');
});

test('sound without pictures is in the page with the tracks of the voice', async () => {
  const videoPath = join(await newFolder(), 'sound.wav');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'sine=d=1', videoPath]);
  const { video, ...clip } = run.clip;
  expect(video).toBeDefined();
  const page = await report({ videoPath, run: { ...run, clip }, rows: [] });
  expect(page).toContain('<audio id="media" preload="auto" data-type="audio/wav">');
  expect(page).toContain('This file has no pictures');
});

test('a clip without a face says so, with the number of frames looked at', async () => {
  const { rows, run: faceless } = fakeClip({ seconds: 4, people: 0 });
  expect(await report({ rows, run: faceless })).toContain('<strong>No face was found</strong> in any of the 99 frames looked at');
});

test.each([
  [0.9, 'There is speech, but no model has read the voice.'],
  [0.1, 'Nobody was heard to speak.'],
])('sound with speech at %f and no verdict of the voice is explained', async (speech, text) => {
  expect((await report({ voice: [{ start: 0, end: 1, speech, descriptors: {} }] })).includes(text)).toBe(true);
});

test('an interrupted run says so at the top', async () => {
  const page = await report({ run: { ...run, state: 'interrupted', message: 'Stopped after 3 s.' } });
  expect(page).toMatch(/role="alert"><strong>Interrupted[^<]+<\/strong> Stopped after 3 s\./);
});

test('the words, the licences, every count and the configuration are on the page', async () => {
  const page = await report();
  for (const text of ['Mostly read as <strong>', 'data-origin="derived"', 'No model of this run knows “other”', 'trained on FER2013', 'not for commercial use', '<th scope="row"><i class="chip" data-status="failed">', '&#34;fps&#34;: null']) expect(page.includes(text), text).toBe(true);
});

test('an hour of two people is a page of less than 10 MB without its video', async () => {
  const page = await report(fakeClip({ seconds: 3600 }));
  expect(page.length).toBeLessThan(10_000_000);
}, 30_000);

test('the same results give the same bytes', async () => {
  expect(await report()).toBe(await report());
});
