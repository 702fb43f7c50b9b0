/**
 * Time and memory of the 384 features of the INTERSPEECH 2009 Emotion Challenge on one thread, beside eGeMAPS: `node test/bench/is09.bench.ts [--seconds 120] [--runs 5] [--json]`
 *
 * Sound is drawn (a gliding voice with pauses, 16 kHz) and measured in pieces of a second, the two in turns; medians count. `floor` is a plain loop through the transforms that a frame needs
 * (512 points, real and complex). `memoryRatio` is what is alive at the end of an hour, after a collection, over that at the end of half an hour, each in a process of its own; `peakMb` is the resident peak of the hour.
 * Exits with 1 when one is over budget (`budgets.json`).
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import FFT from 'fft.js';
import { egemaps } from '../../extractors/audio/egemaps/egemaps.ts';
import { is09 } from '../../extractors/audio/is09/is09.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '120' }, runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false }, child: { type: 'boolean', default: false } } });
const RATE = 16_000;
const seconds = Number(values.seconds);

if (values.child) {
  await is09({ pieces: voice(seconds, () => console.log(liveMb())), sampleRate: RATE });
  console.log(process.resourceUsage().maxRSS / 1024);
} else await run();

function* voice(length: number, atEnd?: () => void): Generator<Float32Array> {
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
  atEnd?.();
}

function liveMb(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.(); // What a first collection finalises goes in the next
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

async function run(): Promise<void> {
  const pieces = [...voice(seconds)];
  const times = { is09: [] as number[], egemaps: [] as number[], floor: [] as number[] };
  for (let i = 0; i < Number(values.runs); i++) {
    times.is09.push(await time(() => is09({ pieces, sampleRate: RATE })));
    times.egemaps.push(await time(() => egemaps({ pieces, sampleRate: RATE })));
    times.floor.push(await time(transforms));
  }
  const [own, other, floor] = [median(times.is09), median(times.egemaps), median(times.floor)];
  const [short, long] = [memoryOf(1800), memoryOf(3600)];
  const figures = { seconds: own, timesRealTime: seconds / own, egemapsSeconds: other, overEgemaps: own / other, overFloor: own / floor, peakMb: long.peak, memoryRatio: long.live / short.live };
  if (values.json) console.log(JSON.stringify(figures));
  else console.table([figures]);
  const { overEgemaps, memoryRatio } = budgets.is09;
  if (figures.overEgemaps > overEgemaps || figures.memoryRatio > memoryRatio) process.exitCode = 1;
}

async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

function transforms(): number {
  const fft = new FFT(512);
  const [input, complex, out] = [Float64Array.from({ length: 512 }, (_, n) => Math.sin(n)), fft.createComplexArray(), fft.createComplexArray()];
  let sum = 0;
  for (let frame = 0; frame < seconds * 100; frame++) {
    input[frame % 512] = complex[frame % 1024] = frame;
    fft.realTransform(out, input);
    sum += out[0]!;
    fft.transform(out, complex);
    sum += out[0]!;
  }
  return sum;
}

/** MB alive at the end of so many seconds, and at most resident. */
function memoryOf(length: number): { live: number; peak: number } {
  const { stdout } = spawnSync(process.execPath, ['--expose-gc', import.meta.filename, '--child', '--seconds', String(length)], { encoding: 'utf8' });
  const [live, peak] = stdout.trim().split('\n').map(Number);
  return { live: live!, peak: peak! };
}
