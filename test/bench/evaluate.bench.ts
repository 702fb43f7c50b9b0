/**
 * Seconds and memory that scoring a million frames takes: `node test/bench/evaluate.bench.ts [--frames 1000000] [--videos 76] [--runs 3] [--json]`
 *
 * Writes a submission and a folder of annotations for valence and arousal, and for expressions, which is not timed. Then `affekt evaluate` scores each from its files with 1000 bootstrap
 * samples, in a process of its own. `seconds` (median) and `cpuSeconds` (least) are those of the command; `withStart` adds the start of the program from its sources, which `dist/` shortens.
 * Exits with 1 when one is over budget (`budgets.json`).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../pipeline/cli.ts';
import { findProtocol } from '../../datasets/protocols/protocols.ts';
import { randomFor } from '../../runtime/train/random.ts';
import { measure } from './measure.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    videos: { type: 'string', default: '76' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    child: { type: 'string' },
  },
});
const limits = budgets.evaluate;
const TASKS = ['va', 'expr'] as const;
type Task = (typeof TASKS)[number];

if (values.child === undefined) await run();
else await score(values.child);

/** What the child process says of itself. */
interface Figures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

async function score(list: string): Promise<void> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await main(JSON.parse(list) as string[]);
  const { user, system } = process.cpuUsage(used);
  const figures: Figures = { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 };
  process.stderr.write(`${JSON.stringify(figures)}\n`);
}

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-bench-evaluate-'));
  try {
    for (const task of TASKS) write(folder, task);
    const figures = [];
    for (const task of TASKS) figures.push({ task, ...(await time(folder, task)) });
    if (values.json) console.log(JSON.stringify(figures));
    else console.table(figures);
    if (figures.some(({ overLimit, peakMb }) => overLimit > 1 || peakMb > limits.peakMb)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function time(folder: string, task: Task) {
  const args = ['evaluate', '--protocol', `abaw6-${task}`, '--predictions', join(folder, `${task}.txt`), '--labels', join(folder, task), '--json', '-'];
  const all: Figures[] = [];
  let scored = 0;
  const withStart = await measure(Number(values.runs), () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, '--child', JSON.stringify(args)], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(stderr);
    scored = (JSON.parse(stdout) as { counts: { rows: number } }).counts.rows;
    all.push(JSON.parse(stderr.trim().split('\n').at(-1)!) as Figures);
    return Promise.resolve();
  });
  const measured = all.slice(1).sort((a, b) => a.seconds - b.seconds);
  const { seconds } = measured[measured.length >> 1]!;
  const cpuSeconds = Math.min(...measured.map((each) => each.cpuSeconds));
  return { scored, seconds, fastest: measured[0]!.seconds, slowest: measured.at(-1)!.seconds, cpuSeconds, withStart: withStart.median, overLimit: seconds / limits.seconds, peakMb: Math.round(Math.max(...all.map(({ peakMb }) => peakMb))) };
}

function write(folder: string, task: Task): void {
  const { uniform } = randomFor(0, task);
  const each = Math.ceil(Number(values.frames) / Number(values.videos));
  const { submission } = findProtocol(`abaw6-${task}`);
  const header = submission.header.slice(1).join(',');
  const answer = () => (task === 'va' ? `${(2 * uniform() - 1).toFixed(6)},${(2 * uniform() - 1).toFixed(6)}` : String(Math.floor(8 * uniform())));
  const label = () => (task === 'va' ? `${(2 * uniform() - 1).toFixed(3)},${(2 * uniform() - 1).toFixed(3)}` : String(Math.floor(8 * uniform())));
  const invalid = task === 'va' ? '-5,-5' : '-1';
  const rows = [`image_location,${header}`];
  mkdirSync(join(folder, task));
  for (let video = 0; video < Number(values.videos); video++) {
    const name = `${video + 1}-30-1280x720`;
    for (let frame = 1; frame <= each; frame++) rows.push(`${name}/${String(frame).padStart(5, '0')}.jpg,${answer()}`);
    writeFileSync(join(folder, task, `${name}.txt`), [header, ...Array.from({ length: each }, () => (uniform() < 0.02 ? invalid : label())), ''].join('\n'));
  }
  writeFileSync(join(folder, `${task}.txt`), `${rows.join('\n')}\n`);
}
