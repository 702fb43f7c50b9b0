/**
 * Time and memory of eGeMAPS on one thread: `node test/bench/egemaps.bench.ts [--seconds 120] [--runs 3] [--json]`
 *
 * Sound is drawn (a gliding voice with pauses, 16 kHz) and measured in pieces of a second. `floor` is a plain loop through the transforms that eGeMAPS needs (1024 and 512 points a frame);
 * `praat` runs pitch, harmonicity, intensity, formants, jitter and shimmer of Praat on the same sound, where it is installed (its start included). `memoryRatio` is the peak
 * for an hour over the peak for half an hour, each in a process of its own. Exits with 1 when one is over budget (`budgets.json`).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import FFT from 'fft.js';
import { egemaps } from '../../extractors/audio/egemaps/egemaps.ts';
import { toWav } from '../../pipeline/noise/wav-file.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '120' }, runs: { type: 'string', default: '3' }, json: { type: 'boolean', default: false }, child: { type: 'boolean', default: false } } });
const RATE = 16_000;
const seconds = Number(values.seconds);
const runs = Number(values.runs);

const SCRIPT = `form Args
  sentence file
endform
sound = Read from file: file$
pitch = To Pitch (cc): 0.01, 55, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 1000
plusObject: sound
points = To PointProcess (cc)
jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
plusObject: sound
shimmer = Get shimmer (local_dB): 0, 0, 0.0001, 0.02, 1.3, 1.6
selectObject: sound
To Harmonicity (cc): 0.01, 75, 0.1, 1
selectObject: sound
To Intensity: 100, 0.01, "yes"
selectObject: sound
To Formant (burg): 0.01, 5, 5500, 0.025, 50
`;

if (values.child) {
  await egemaps({ pieces: voice(seconds), sampleRate: RATE });
  console.log(process.resourceUsage().maxRSS / 1024);
} else await run();

function* voice(length: number): Generator<Float32Array> {
  let [state, phase] = [1, 0];
  for (let second = 0; second < length; second++) {
    yield Float32Array.from({ length: RATE }, (_, n) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      phase += (150 + 50 * Math.sin(second + n / RATE)) / RATE;
      const loud = n % 8000 < 5000 ? 0.2 : 0;
      let sum = 0;
      for (let h = 1; h <= 12; h++) sum += Math.sin(2 * Math.PI * h * phase) / h;
      return loud * sum + 0.004 * (state / 2 ** 32 - 0.5);
    });
  }
}

async function run(): Promise<void> {
  const pieces = [...voice(seconds)];
  const times: number[] = [];
  for (let i = 0; i < runs; i++) times.push(await time(() => egemaps({ pieces, sampleRate: RATE })));
  const floor = await time(transforms);
  const [short, long] = [peakMb(1800), peakMb(3600)];
  const median = times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
  const figures = { seconds: median, timesRealTime: seconds / median, overFloor: median / floor, praatSeconds: praat(pieces), peakMb: short, memoryRatio: long / short };
  if (values.json) console.log(JSON.stringify(figures));
  else console.table([figures]);
  const { leastTimesRealTime, memoryRatio } = budgets.egemaps;
  if (figures.timesRealTime < leastTimesRealTime || figures.memoryRatio > memoryRatio) process.exitCode = 1;
}

async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function transforms(): number {
  let sum = 0;
  for (const size of [1024, 512]) {
    const [fft, input] = [new FFT(size), Float64Array.from({ length: size }, (_, n) => Math.sin(n))];
    const out = fft.createComplexArray();
    for (let frame = 0; frame < seconds * 100; frame++) {
      input[frame % size] = frame;
      fft.realTransform(out, input);
      sum += out[0]!;
    }
  }
  return sum;
}

function peakMb(length: number): number {
  const { stdout } = spawnSync(process.execPath, [import.meta.filename, '--child', '--seconds', String(length)], { encoding: 'utf8' });
  return Number(stdout);
}

/** Seconds that Praat takes; `undefined` where there is none. */
function praat(pieces: readonly Float32Array[]): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-bench-egemaps-'));
  try {
    const sound = Int16Array.from(pieces.flatMap((piece) => [...piece]), (sample) => 32_767 * sample);
    writeFileSync(join(folder, 'voice.wav'), toWav(sound, RATE));
    writeFileSync(join(folder, 'measure.praat'), SCRIPT);
    const start = performance.now();
    const { status } = spawnSync('praat', ['--run', join(folder, 'measure.praat'), join(folder, 'voice.wav')]);
    return status === 0 ? (performance.now() - start) / 1000 : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
