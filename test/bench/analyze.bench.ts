// Speed and memory of `affekt analyze` against its own slowest stage, ffmpeg, and @vladmandic/human, in one run.
// Usage: node test/bench/analyze.bench.ts [--clip FILE] [--minutes 10] [--json]
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lastValueFrom, NEVER } from 'rxjs';
import { readEnvironment } from '../../configs/environment.ts';
import { loadConfig } from '../../configs/load-config.ts';
import { makeClip } from '../../datasets/drawn/make-clip.ts';
import { sampleClip } from '../../datasets/drawn/make-sample.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import type { FaceInImage } from '../../extractors/visual/face-reader.ts';
import { analyseClip } from '../../pipeline/analyse.ts';
import { modelSettings } from '../../pipeline/commands/models/model-settings.ts';
import { findClips } from '../../pipeline/media/find-clips.ts';
import { findTools } from '../../pipeline/media/find-tools.ts';
import type { Frame } from '../../pipeline/media/frame.ts';
import { probe } from '../../pipeline/media/probe.ts';
import { readFrames } from '../../pipeline/media/read-frames.ts';
import { openTools } from '../../pipeline/open-tools.ts';
import { findFaces } from '../../pipeline/stages/find-faces.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import budgets from './budgets.json' with { type: 'json' };
import { measure } from './measure.ts';

const { values } = parseArgs({ options: { clip: { type: 'string' }, minutes: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } } });
const limits = budgets.analyze;
const root = join(import.meta.dirname, '..', '..');
const cache = join(tmpdir(), 'affekt-bench');
const BATCH = 10;
/** Pictures kept in memory for the stages alone. */
const SAMPLE = 50;

mkdirSync(cache, { recursive: true });
const minute = await clipOf(60);
const result = { clip: values.clip ?? 'drawn', ...(await measureStages(minute)), ...measurePeer(minute), ...(await measureMemory()) };
print(result);

/** A clip of that many seconds at 1280 × 720, made by repeating the drawn sample or the clip given. */
async function clipOf(seconds: number): Promise<string> {
  const source = values.clip ?? join(cache, 'drawn-720p.mp4');
  if (!existsSync(source)) await makeClip(source, sampleClip({ width: 1280, height: 720, fps: 30 }));
  const path = join(cache, `${seconds}s-${values.clip === undefined ? 'drawn' : Buffer.from(values.clip).toString('hex').slice(-16)}.mp4`);
  if (!existsSync(path)) {
    const filters = ['-vf', 'scale=1280:720', '-r', '30', '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-stream_loop', '-1', '-i', source, '-t', String(seconds), ...filters, path]);
  }
  return path;
}

function countFrames(path: string): number {
  return Number(execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-count_packets', '-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0', path], { encoding: 'utf8' }));
}

async function measureStages(path: string) {
  const media = await findTools();
  const environment = readEnvironment();
  const config = loadConfig({ set: ['output.report=false'], overrides: { output: { folder: mkdtempSync(join(tmpdir(), 'affekt-bench-')) } } });
  await using runtime = await openRuntime({ device: config.runtime.device });
  await using tools = await openTools(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });
  const { detector, reader } = tools.faces!;
  const facts = await probe(path, { tools: media });
  const frames: Frame[] = [];
  for await (const frame of readFrames(facts, { pool: 2 })) {
    frames.push({ ...frame, pixels: frame.pixels.slice() });
    if (frames.length === SAMPLE) break;
  }
  const total = countFrames(path);
  const faces: FaceInImage[] = (await detector.detect(frames)).flatMap((found, index) => found.slice(0, 1).map((face) => ({ face, image: frames[index]! })));
  const inBatches = async <T>(items: readonly T[], work: (batch: readonly T[]) => Promise<unknown>) => {
    for (let index = 0; index < items.length; index += BATCH) await work(items.slice(index, index + BATCH));
  };
  const floor = await measure(3, async () => execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'null', '-']));
  const decode = await measure(3, async () => {
    for await (const frame of readFrames(facts, { pool: 25 })) if (frame.pixels.length === 0) throw new Error('empty frame');
  });
  const detectAll = await measure(3, () => inBatches(frames, (batch) => detector.detect(batch)));
  const detect = await measure(3, () => inBatches(frames, (batch) => findFaces(batch, detector, config.face.detectEvery)));
  const express = await measure(3, () => inBatches(faces, (batch) => reader.read(batch)));
  const [clip] = await findClips([path]);
  const whole = await measure(3, async () => {
    rmSync(config.output.folder, { recursive: true, force: true });
    await lastValueFrom(analyseClip(clip!, { config, tools, media, stop: NEVER }));
  });
  const alone = { decode: decode.median, detectEveryFrame: (detectAll.median * total) / SAMPLE, detectAsUsed: (detect.median * total) / SAMPLE, expression: (express.median * total) / Math.max(1, faces.length) };
  const { detectEveryFrame, ...used } = alone;
  return {
    models: Object.fromEntries(Object.entries(tools.models).map(([part, { id }]) => [part, id])),
    frames: total,
    facesFound: faces.length / frames.length,
    secondsAlone: { ffmpegNull: floor.median, ...alone },
    secondsAnalyze: whole,
    framesPerSecond: { ffmpegNull: total / floor.median, analyze: total / whole.median },
    analyzeOverSlowestStage: whole.median / Math.max(detectEveryFrame, ...Object.values(used)),
    analyzeOverSlowestStageAsUsed: whole.median / Math.max(...Object.values(used)),
  };
}

/** The same job by @vladmandic/human on WASM at 640 × 360, per frame, and ours on the same pictures through the whole command. */
function measurePeer(path: string) {
  const small = join(cache, 'peer-640x360.mp4');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', path, '-vf', 'scale=640:360', '-preset', 'veryfast', small]);
  const human = JSON.parse(execFileSync(process.execPath, [join(import.meta.dirname, 'human.cjs'), small, '640', '360', '60'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split('\n').at(-1)!) as { secondsPerFrame: number };
  const out = mkdtempSync(join(tmpdir(), 'affekt-bench-'));
  const start = performance.now();
  execFileSync(process.execPath, [join(root, 'bin', 'affekt.js'), 'analyze', small, '--out', out, '--no-report', '--quiet'], { stdio: 'ignore' });
  const secondsPerFrame = (performance.now() - start) / 1000 / countFrames(small);
  return { peer: { humanSecondsPerFrame: human.secondsPerFrame, affektSecondsPerFrame: secondsPerFrame, timesFaster: human.secondsPerFrame / secondsPerFrame } };
}

/** Peak memory of the process tree for 10 s and for many minutes, and the time from the start of the command to its first batch. */
async function measureMemory() {
  const short = await peakOf(await clipOf(10));
  const long = await peakOf(await clipOf(60 * Number(values.minutes)));
  return { memory: { shortMb: short.peakMb, longMb: long.peakMb, ratio: long.peakMb / short.peakMb, treeShortMb: short.treeMb, treeLongMb: long.treeMb }, secondsToFirstBatch: short.firstBatch };
}

async function peakOf(path: string): Promise<{ peakMb: number; treeMb: number; firstBatch: number }> {
  const out = mkdtempSync(join(tmpdir(), 'affekt-bench-'));
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin', 'affekt.js'), 'analyze', path, '--out', out, '--json', '--no-report'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let firstBatch = NaN;
  child.stdout.on('data', (chunk: Buffer) => {
    if (Number.isNaN(firstBatch) && chunk.includes('"progress"')) firstBatch = (performance.now() - start) / 1000;
  });
  let peakMb = 0;
  let treeMb = 0;
  const timer = setInterval(() => {
    const own = residentMb(child.pid!);
    peakMb = Math.max(peakMb, own);
    treeMb = Math.max(treeMb, own + childrenOf(child.pid!).reduce((sum, pid) => sum + residentMb(pid), 0));
  }, 50);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  rmSync(out, { recursive: true, force: true });
  return { peakMb, treeMb, firstBatch };
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // Ended meanwhile, or no such file on this system
  }
}

function childrenOf(parent: number): number[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.map(Number).filter((pid) => {
    try {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
    } catch {
      return false; // Ended meanwhile
    }
  });
}

function print(all: typeof result): void {
  if (values.json) {
    console.log(JSON.stringify(all, null, 2));
    return;
  }
  const s = (seconds: number) => `${seconds.toFixed(2)} s`;
  const { secondsAlone, secondsAnalyze, framesPerSecond, peer, memory } = all;
  console.log(`clip                      ${all.clip}, ${all.frames} frames of 1280 × 720, 60 s; a face in ${Math.round(100 * all.facesFound)} % of the sampled ones`);
  console.log(`models                    ${Object.values(all.models).join(', ')}`);
  console.log(`alone                     ${Object.entries(secondsAlone).map(([stage, seconds]) => `${stage} ${s(seconds)}`).join(', ')}`);
  console.log(`analyze                   ${s(secondsAnalyze.median)} (${s(secondsAnalyze.min)} – ${s(secondsAnalyze.max)})`);
  console.log(`analyze / slowest stage   ${all.analyzeOverSlowestStage.toFixed(2)}   (limit ${limits.overSlowestStage}; ${all.analyzeOverSlowestStageAsUsed.toFixed(2)} when the detector alone may interpolate as it does in analyze)`);
  console.log(`frames per second         analyze ${framesPerSecond.analyze.toFixed(0)}, ffmpeg -f null ${framesPerSecond.ffmpegNull.toFixed(0)}`);
  console.log(`human / affekt            ${peer.timesFaster.toFixed(1)}   (${(1000 * peer.humanSecondsPerFrame).toFixed(1)} ms against ${(1000 * peer.affektSecondsPerFrame).toFixed(1)} ms a frame of 640 × 360; limit ${limits.timesFasterThanHuman})`);
  console.log(`peak memory               ${memory.shortMb.toFixed(0)} MB for 10 s, ${memory.longMb.toFixed(0)} MB for ${values.minutes} min: ratio ${memory.ratio.toFixed(2)}   (limits ${limits.memoryRatioLongOverShort}, ${limits.peakMemoryMb} MB); with ffmpeg ${memory.treeShortMb.toFixed(0)} and ${memory.treeLongMb.toFixed(0)} MB`);
  console.log(`start to first batch      ${s(all.secondsToFirstBatch)}   (limit ${limits.secondsToFirstBatch} s)`);
}
