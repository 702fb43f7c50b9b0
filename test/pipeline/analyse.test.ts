import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { concatMap, filter, from, lastValueFrom, NEVER, type Observable, Subject, tap, toArray } from 'rxjs';
import { expect, test } from 'vitest';
import { loadConfig } from '../../configs/load-config.ts';
import { analyseClip } from '../../pipeline/analyse.ts';
import type { ClipEnd, ClipEvent } from '../../pipeline/clip-event.ts';
import { findClips } from '../../pipeline/media/find-clips.ts';
import { findTools } from '../../pipeline/media/find-tools.ts';
import type { Tools } from '../../pipeline/open-tools.ts';
import type { RunRecord } from '../../pipeline/rows.ts';
import { stubTools } from './stub-tools.ts';
import { testCard } from './test-card.ts';

const media = await findTools();

interface RunOptions {
  readonly tools?: Tools;
  readonly set?: readonly string[];
  readonly stop?: Observable<unknown>;
  readonly out?: string;
  readonly onEvent?: (event: ClipEvent) => void;
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'affekt-results-'));

/** Analyses files into a folder; resolves with it and how each clip ended. */
async function run(paths: readonly string[], { tools = stubTools(), set = [], stop = NEVER, out = newFolder(), onEvent = () => undefined }: RunOptions = {}) {
  const config = loadConfig({ set: ['output.report=false', 'runtime.batch=4', ...set], overrides: { output: { folder: out } } });
  const events = from(await findClips(paths)).pipe(concatMap((clip) => analyseClip(clip, { config, tools, media, stop })), tap(onEvent));
  const ends = await lastValueFrom(events.pipe(filter((event): event is ClipEnd => event.type === 'clip'), toArray()));
  return { out, ends };
}

const table = (folder: string, name = 'frames.csv') => readFileSync(join(folder, name), 'utf8');
const record = (folder: string) => JSON.parse(table(folder, 'run.json')) as RunRecord;
const lines = (text: string) => text.trimEnd().split('\n').slice(1);
const countFrames = (path: string) => Number(execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-select_streams', 'v:0', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', path], { encoding: 'utf8' }));

test('every frame that ffprobe counts has a row with its time, and the record says what became of them', async () => {
  const path = testCard();
  const { ends } = await run([path]);
  const folder = ends[0]!.folder!;
  expect(ends[0]).toMatchObject({ outcome: 'done', summary: { frames: 50, analysed: 50 } });
  expect(lines(table(folder))).toHaveLength(countFrames(path));
  expect(lines(table(folder))[10]).toMatch(/^10,0\.4\d*,analysed,0,/);
  expect(record(folder)).toMatchObject({ state: 'complete', frames: { analysed: 50, 'no-face': 0, skipped: 0, failed: 0 }, device: 'cpu' });
  expect(readdirSync(folder).sort()).toEqual(['columns.json', 'frames.csv', 'frames.parquet', 'run.json', 'segments.json', 'sentences.csv', 'voice.csv']);
});

test('frames left out by sampling keep their rows and times, and are not looked at', async () => {
  const tools = stubTools();
  const { ends } = await run([testCard()], { tools, set: ['video.fps=5'] });
  const rows = lines(table(ends[0]!.folder!));
  expect(tools.seen()).toBe(10);
  expect(rows).toHaveLength(50);
  expect(rows.filter((row) => row.includes(',analysed,')).map((row) => row.split(',')[0])).toEqual(['0', '5', '10', '15', '20', '25', '30', '35', '40', '45']);
});

test('a damaged clip becomes an event with its code and the others are still analysed', async () => {
  const good = testCard();
  const text = join(dirname(good), 'b-text.mp4');
  writeFileSync(text, 'this is not a video');
  const last = join(dirname(good), 'c-last.mp4');
  copyFileSync(good, last);
  const { ends } = await run([good, text, last]);
  expect(ends.map(({ outcome }) => outcome)).toEqual(['done', 'failed', 'done']);
  expect(ends[1]).toMatchObject({ code: 'NOT_MEDIA', message: expect.stringContaining('b-text.mp4') });
});

test('a video that breaks off keeps the rows up to there and is marked', async () => {
  const path = testCard({ name: 'cut.mkv', seconds: 4 });
  truncateSync(path, Math.round(readFileSync(path).length * 0.6));
  const { ends } = await run([path]);
  const folder = ends[0]!.folder!;
  expect(lines(table(folder)).length).toBeGreaterThan(20);
  expect(['complete', 'failed']).toContain(record(folder).state);
  expect(lines(table(folder))).toHaveLength(Object.values(record(folder).frames).reduce((sum, count) => sum + count));
});

test('a run that is stopped keeps its results marked; the next one goes on from there to the same bytes', async () => {
  const path = testCard({ seconds: 4 });
  const whole = await run([path]);
  const stop = new Subject<void>();
  const onEvent = (event: ClipEvent) => (event.type === 'progress' && event.frames >= 20 ? stop.next() : undefined);
  const { out, ends } = await run([path], { stop, onEvent });
  expect(ends[0]).toMatchObject({ outcome: 'interrupted' });
  expect(record(ends[0]!.folder!)).toMatchObject({ state: 'interrupted', message: expect.stringContaining('run the same command again') });
  expect(lines(table(ends[0]!.folder!)).length).toBeLessThan(100);
  const tools = stubTools();
  const again = await run([path], { out, tools });
  expect(again.ends[0]).toMatchObject({ outcome: 'done' });
  expect(tools.seen()).toBeLessThanOrEqual(80);
  for (const name of ['frames.csv', 'frames.parquet', 'voice.csv', 'segments.json']) {
    expect(readFileSync(join(again.ends[0]!.folder!, name)).equals(readFileSync(join(whole.ends[0]!.folder!, name))), name).toBe(true);
  }
});

test('a run that is stopped keeps what was heard up to there, and says how far that is', async () => {
  const stop = new Subject<void>();
  const onEvent = (event: ClipEvent) => (event.type === 'progress' && event.frames >= 100 ? stop.next() : undefined);
  const { ends } = await run([testCard({ seconds: 40 })], { stop, onEvent });
  const rows = lines(table(ends[0]!.folder!, 'voice.csv'));
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.length).toBeLessThan(40);
  expect(record(ends[0]!.folder!).notes.join(' ')).toMatch(/The sound was read up to \d+\.\d s/);
});

test('the same holds with sampling, wherever the run was stopped', async () => {
  const path = testCard({ seconds: 3 });
  const set = ['video.fps=7', 'runtime.batch=2', 'fusion.smoothing=0.4'];
  const whole = await run([path], { set });
  for (const at of [1, 15, 40]) {
    const stop = new Subject<void>();
    const { out } = await run([path], { set, stop, onEvent: (event) => (event.type === 'progress' && event.frames >= at ? stop.next() : undefined) });
    const again = await run([path], { set, out });
    expect(table(again.ends[0]!.folder!)).toBe(table(whole.ends[0]!.folder!));
  }
});

test('stopping leaves no ffmpeg behind', async () => {
  const path = testCard({ seconds: 20, name: 'unmistakable-name.mp4' });
  const stop = new Subject<void>();
  await run([path], { tools: stubTools({ delay: 0.05 }), stop, onEvent: (event) => (event.type === 'progress' ? stop.next() : undefined) });
  const running = () => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((line) => line.startsWith('ffmpeg') && line.includes('unmistakable-name'));
  await expect.poll(running).toEqual([]);
});

test('results of the same clip, settings and models are kept; another setting makes them anew', async () => {
  const path = testCard();
  const { out } = await run([path]);
  const tools = stubTools();
  expect((await run([path], { out, tools })).ends[0]).toMatchObject({ outcome: 'kept' });
  expect(tools.seen()).toBe(0);
  expect((await run([path], { out, tools, set: ['face.detectEvery=0'] })).ends[0]).toMatchObject({ outcome: 'done' });
  expect(tools.seen()).toBe(50);
});

test('results without a report are made anew when one is wanted, and then kept', async () => {
  const path = testCard({ seconds: 1 });
  const { out } = await run([path]);
  const set = ['output.report=true'];
  expect((await run([path], { out, set })).ends[0]).toMatchObject({ outcome: 'done' });
  expect((await run([path], { out, set })).ends[0]).toMatchObject({ outcome: 'kept' });
});

test('a sound file gives voice rows and no frames; a silent video notes that there is no sound', async () => {
  const video = testCard({ sound: false });
  const wav = join(dirname(video), 'tone.wav');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=200:duration=3', wav]);
  const { ends } = await run([video, wav]);
  expect(record(ends[0]!.folder!).notes.join(' ')).toMatch(/no sound/);
  expect(lines(table(ends[0]!.folder!, 'voice.csv'))).toEqual([]);
  expect(lines(table(ends[1]!.folder!, 'voice.csv')).length).toBeGreaterThan(2);
  expect(lines(table(ends[1]!.folder!))).toEqual([]);
});

test('faces are given in pixels of the clip, also when large pictures were scaled down', async () => {
  const path = testCard({ size: '640x480', seconds: 1 });
  const column = (folder: string, name: string) => Number(lines(table(folder))[0]!.split(',')[table(folder).split('\n')[0]!.split(',').indexOf(name)]);
  const { ends } = await run([path], { set: ['video.maxSide=160'] });
  expect(column(ends[0]!.folder!, 'box_width')).toBeCloseTo(192, 0);
  expect(column(ends[0]!.folder!, 'box_x')).toBeCloseTo(192, -0.5);
});

test('a batch holds as many frames as asked, fewer when the pictures are large', async () => {
  const small = stubTools();
  await run([testCard()], { tools: small, set: ['face.detectEvery=0'] });
  expect(small.most()).toBe(4);
  const large = stubTools();
  await run([testCard({ size: '1920x1080', seconds: 0.4 })], { tools: large, set: ['face.detectEvery=0', 'runtime.batch=32', 'modalities=["face"]'] });
  expect(large.most()).toBe(4);
});

test('two people have a row each in every frame, best score first', async () => {
  const { ends } = await run([testCard({ seconds: 1 })], { tools: stubTools({ faces: 2 }) });
  expect(lines(table(ends[0]!.folder!)).slice(0, 4).map((row) => row.split(',').slice(0, 4).join())).toEqual(['0,0.000000,analysed,0', '0,0.000000,analysed,1', '1,0.040000,analysed,0', '1,0.040000,analysed,1']);
});

test('clips of one name get folders of their own', async () => {
  const [first, second] = [testCard(), testCard({ seconds: 1 })];
  expect(basename(first)).toBe(basename(second));
  const { ends } = await run([first, second]);
  expect(new Set(ends.map(({ folder }) => folder)).size).toBe(2);
  expect(ends.every(({ folder }) => existsSync(join(folder!, 'run.json')))).toBe(true);
});

test('the sound keeps pace with the pictures instead of running ahead of them, and is read whole', async () => {
  const tools = stubTools();
  let heard = 0;
  const listen = () => {
    const listener = tools.voice!.activity.listen();
    return { ...listener, push: (samples: Float32Array) => ((heard += samples.length / 16_000), listener.push(samples)) };
  };
  const ahead: number[] = [];
  const onEvent = (event: ClipEvent) => (event.type === 'progress' ? ahead.push(heard - event.time) : 0);
  await run([testCard({ seconds: 40 })], { tools: { ...tools, voice: { activity: { ...tools.voice!.activity, listen } } }, onEvent });
  expect(Math.max(...ahead)).toBeLessThan(8);
  expect(heard).toBeCloseTo(40, 0);
});
