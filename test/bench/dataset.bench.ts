/**
 * Seconds and memory that reading and checking a whole Aff-Wild2 take: `node test/bench/dataset.bench.ts [--videos 600] [--rows 3000000] [--crops 300000] [--folder DIR] [--json]`
 *
 * Writes a fake corpus, which is not timed: that many videos, more than a quarter of which are the test set with a sample of 927 210 rows, that many rows of valence and
 * arousal in the others, and that many empty crops. All 3.9 million crops (`--crops all`) take minutes to write and to remove; `--folder` keeps the corpus for the
 * next time. Then `checkDataset` reads every label and every name in a child process, whose time includes its start.
 * Exits with 1 when it is over budget (`budgets.json`).
 */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { affWild2 } from '../../datasets/aff-wild2/aff-wild2.ts';
import { checkDataset } from '../../pipeline/corpora/check/check-dataset.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({
  options: {
    videos: { type: 'string', default: '600' },
    rows: { type: 'string', default: '3000000' },
    crops: { type: 'string', default: '300000' },
    folder: { type: 'string' },
    json: { type: 'boolean', default: false },
    child: { type: 'string' },
  },
});
/** As in the sixth edition. */
const TEST = { share: 162 / 600, rows: 927_210 };
const limits = budgets.dataset;

/** What the child process says of itself. */
interface Figures {
  readonly rows: number;
  readonly clips: number;
  readonly findings: number;
  readonly peakMb: number;
}

if (values.child !== undefined) console.log(JSON.stringify(await check(values.child)));
else run();

async function check(root: string): Promise<Figures> {
  const { counts, findings } = await checkDataset(affWild2, await affWild2.open(root));
  const sum = (of: string) => counts.filter((count) => count.of === of && count.split !== 'all').reduce((total, { found }) => total + found, 0);
  return { rows: sum('frames'), clips: sum('clips'), findings: findings.length, peakMb: process.resourceUsage().maxRSS / 1024 };
}

function run(): void {
  const root = values.folder ?? mkdtempSync(join(tmpdir(), 'affekt-bench-dataset-'));
  try {
    const crops = existsSync(join(root, 'batch1')) ? undefined : write(root);
    const start = performance.now();
    const figures = JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--child', root], { encoding: 'utf8' })) as Figures;
    const seconds = (performance.now() - start) / 1000;
    print({ ...figures, crops, seconds, secondsOverLimit: seconds / limits.seconds, peakMbOverLimit: figures.peakMb / limits.peakMb });
  } finally {
    if (values.folder === undefined) rmSync(root, { recursive: true, force: true });
  }
}

function write(root: string): number {
  const videos = Number(values.videos);
  const held = Math.round(videos * TEST.share);
  const rowsEach = Math.ceil(Number(values.rows) / (videos - held));
  const testEach = Math.ceil(TEST.rows / held);
  const cropsEach = values.crops === 'all' ? Infinity : Math.floor(Number(values.crops) / videos);
  for (const folder of ['Train_Set', 'Validation_Set']) mkdirSync(join(root, '6th_ABAW_Annotations/VA_Estimation_Challenge', folder), { recursive: true });
  for (const folder of ['batch1', 'batch2', 'new_vids']) mkdirSync(join(root, folder));
  const sample = ['image_location,valence,arousal'];
  let crops = 0;
  for (let index = 0; index < videos; index++) {
    const key = `${index}-30-1280x720`;
    const isTest = index >= videos - held;
    if (isTest) for (let frame = 1; frame <= testEach; frame++) sample.push(`${key}/${name(frame)},0,0`);
    else writeFileSync(join(root, '6th_ABAW_Annotations/VA_Estimation_Challenge', index % 6 === 0 ? 'Validation_Set' : 'Train_Set', `${key}.txt`), toRows(rowsEach, index));
    writeFileSync(join(root, ['batch1', 'batch2', 'new_vids'][index % 3]!, `${key}.mp4`), '');
    crops += writeCrops(join(root, 'cropped_aligned', index % 12 === 0 ? 'cropped_aligned_new_50_vids' : 'cropped_aligned', key), Math.min(cropsEach, isTest ? testEach : rowsEach));
  }
  writeFileSync(join(root, 'CVPR_6th_ABAW_VA_test_set_example.txt'), `${sample.join('\n')}\n`);
  return crops;
}

/** Labels of three decimals, some of them missing. */
function toRows(count: number, seed: number): string {
  const rows = Array.from({ length: count }, (_, frame) => ((frame + seed) % 61 === 0 ? '-5,-5' : `${Math.sin(frame / 50 + seed).toFixed(3)},${Math.cos(frame / 70 + seed).toFixed(3)}`));
  return `valence,arousal\n${rows.join('\n')}\n`;
}

/** Every 97th frame has no face. */
function writeCrops(folder: string, count: number): number {
  mkdirSync(folder, { recursive: true });
  let written = 0;
  for (let frame = 1; frame <= count; frame++) {
    if (frame % 97 === 0) continue;
    closeSync(openSync(join(folder, name(frame)), 'w'));
    written++;
  }
  return written;
}

function name(frame: number): string {
  return `${String(frame).padStart(5, '0')}.jpg`;
}

function print(all: Figures & { readonly crops: number | undefined; readonly seconds: number; readonly secondsOverLimit: number; readonly peakMbOverLimit: number }): void {
  const over = all.secondsOverLimit > 1 || all.peakMbOverLimit > 1;
  process.exitCode = Number(over);
  if (values.json) {
    console.log(JSON.stringify({ ...all, over }, null, 2));
    return;
  }
  console.log(`corpus            ${all.clips} clips, ${all.rows} labelled frames${all.crops === undefined ? '' : `, ${all.crops} crops`}; ${all.findings} findings`);
  console.log(`read and checked  ${all.seconds.toFixed(2)} s (limit ${limits.seconds} s, ratio ${all.secondsOverLimit.toFixed(2)})`);
  console.log(`peak memory       ${all.peakMb.toFixed(0)} MB (limit ${limits.peakMb} MB, ratio ${all.peakMbOverLimit.toFixed(2)})`);
}
