// Time of `affekt noise mer2023` over a folder of clips against ffmpeg transcoding the same files, in turns.
// Usage: node test/bench/noise.bench.ts [--clips 6] [--rounds 3] [--json]
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { lastValueFrom, toArray } from 'rxjs';
import { makeClip } from '../../datasets/drawn/make-clip.ts';
import { sampleClip } from '../../datasets/drawn/make-sample.ts';
import { NOISE_RECIPES } from '../../datasets/noise/recipes.ts';
import { findTools } from '../../pipeline/media/find-tools.ts';
import type { NoiseCodec } from '../../pipeline/noise/encoders.ts';
import { findSources } from '../../pipeline/noise/find-sources.ts';
import { openNoiseLibrary } from '../../pipeline/noise/noise-library.ts';
import { runNoise } from '../../pipeline/noise/run-noise.ts';
import { toWav } from '../../pipeline/noise/wav-file.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({ options: { clips: { type: 'string', default: '6' }, rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });
const run = promisify(execFile);
const jobs = availableParallelism();
const root = join(tmpdir(), `affekt-noise-bench-${values.clips}`);
await makeClips(root, Number(values.clips));
const names = readdirSync(root).filter((name) => name.endsWith('.mp4'));
const tools = await findTools();
const noise = await openNoiseLibrary(makeNoise(), tools);
const out = mkdtempSync(join(tmpdir(), 'affekt-noise-bench-out-'));

/** ffmpeg's defaults for an MP4 file, one file after the other: it keeps all processors busy by itself. */
const transcode = async () => {
  for (const name of names) await run('ffmpeg', ['-v', 'error', '-y', '-i', join(root, name), join(out, 'plain.mp4')]);
};
/** Nothing but decoding and coding with the encoder of the copies, as many at a time. */
const recode = async () => {
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await run('ffmpeg', ['-v', 'error', '-y', '-i', join(root, name), '-c:v', 'mpeg4', '-b:v', String(1280 * 720 * 25), '-qmin', '3', '-g', '12', '-threads:v', '1', '-ac', '1', '-ar', '16000', '-c:a', 'aac', join(out, `same-${name}`)]);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
};
const damage = (codec: NoiseCodec) => async () => {
  const folder = join(out, codec);
  const plan = { seed: 1, codec, wav: false, noise, out: folder, tools };
  const { events, close } = await runNoise({ name: 'mer2023', recipe: NOISE_RECIPES.mer2023!, settings: {}, root, sources: await findSources(root), plan, ffmpeg: tools.version, jobs, force: true });
  const ends = await lastValueFrom(events.pipe(toArray()));
  await close();
  if (ends.some(({ outcome }) => outcome !== 'done')) throw new Error('a clip failed');
};

const works = { transcode, 'noise mpeg4': damage('mpeg4'), 'noise h264': damage('h264'), 'recode mpeg4': recode };
const seconds: Record<string, number[]> = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
for (let round = -1; round < Number(values.rounds); round++) {
  for (const [name, work] of Object.entries(works)) {
    const start = performance.now();
    await work();
    if (round >= 0) seconds[name]!.push((performance.now() - start) / 1000);
  }
}
rmSync(out, { recursive: true, force: true });
const median = (name: keyof typeof works) => seconds[name]!.toSorted((a, b) => a - b)[seconds[name]!.length >> 1]!;
const ratios = { overTranscode: median('noise mpeg4') / median('transcode'), h264OverTranscode: median('noise h264') / median('transcode'), overSameEncoder: median('noise mpeg4') / median('recode mpeg4') };
const limit = budgets.noise.overTranscode;
const result = { clips: names.length, jobs, seconds, ratios, limit };
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  for (const name of Object.keys(works) as (keyof typeof works)[]) process.stdout.write(`${name.padEnd(14)} ${median(name).toFixed(2)} s  (${Math.min(...seconds[name]!).toFixed(2)} to ${Math.max(...seconds[name]!).toFixed(2)})\n`);
  process.stdout.write(`mpeg4 over a transcode of the same files ${ratios.overTranscode.toFixed(2)}, h264 over it ${ratios.h264OverTranscode.toFixed(2)}; limit ${limit}\nmpeg4 over the same encoder alone ${ratios.overSameEncoder.toFixed(2)}\n`);
}
if (ratios.overTranscode > limit || ratios.h264OverTranscode > limit) process.exitCode = 1;

/** Clips of 720p as in MER 2023: a person who talks for four seconds, moved and with grain, so that coding them is work. */
async function makeClips(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'source.mkv');
  if (!existsSync(source)) await makeClip(source, sampleClip({ width: 1280, height: 720, fps: 25 }));
  for (let index = 0; index < count; index++) {
    const path = join(folder, `clip-${index}.mp4`);
    if (!existsSync(path)) execFileSync('ffmpeg', ['-v', 'error', '-y', '-stream_loop', '-1', '-ss', String(index * 0.4), '-i', source, '-t', '4', '-vf', `noise=alls=6:allf=t:all_seed=${index}`, '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', path]);
  }
  if (existsSync(source)) rmSync(source);
}

function makeNoise(): string {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-noise-bench-noise-'));
  for (const step of [1, 2, 3, 4]) writeFileSync(join(folder, `${step}.wav`), toWav(Int16Array.from({ length: 160_000 }, (_, i) => 8000 * Math.sin(i * i * step * 1e-4)), 16_000));
  return folder;
}
