import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../../configs/environment.ts';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { createProgram } from '../../../pipeline/cli.ts';
import { exitCodeFor } from '../../../pipeline/exit-codes.ts';
import type { Manifest } from '../../../pipeline/training/data/manifest.ts';
import type { StretchResult } from '../../../pipeline/stretch/stretch-result.ts';
import type { PartialTrainingConfig } from '../../../configs/training/schema.ts';

interface Ended {
  readonly code: number;
  readonly text: string;
}

/** Runs affekt here, as the command line does; stops it as soon as what it writes matches. */
async function affekt(args: readonly string[], stopAt?: RegExp): Promise<Ended> {
  const controller = new AbortController();
  let [text, code] = ['', -1];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      if (stopAt?.test(text) === true) controller.abort();
      done();
    },
  });
  const program = createProgram({ environment: readEnvironment(), stdout: sink, stderr: sink, stop: controller.signal, exit: (ended) => (code = ended) });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    return { code: exitCodeFor(error), text: text + (error as Error).message };
  }
  return { code, text };
}

let folder: string;
let run: string;
let config: PartialTrainingConfig;

/** Six clips of 4 s at 5 Hz: valence holds the sign of what happened last. */
async function writeCorpus(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'affekt-'));
  await mkdir(join(path, 'face-FRA'));
  const rows = ['name,time,valence,arousal,split'];
  for (let clip = 0; clip < 6; clip++) {
    const signs = Array.from({ length: 20 }, (_, frame) => (Math.floor((frame + 3 * clip) / 7) % 2 === 0 ? 1 : -1));
    await writeFile(join(path, 'face-FRA', `clip${clip}.npy`), encodeNpy({ shape: [20, 2], data: Float32Array.from(signs.flatMap((sign, frame) => [frame === 0 || signs[frame - 1] !== sign ? sign : 0, Math.sin(frame + clip)])) }));
    rows.push(...signs.map((sign, frame) => `clip${clip},${(frame / 5).toFixed(1)},${sign * 0.8},${Math.sin(frame + clip).toFixed(4)},${clip % 2 === 0 ? 'train' : 'val'}`));
  }
  await writeFile(join(path, 'labels.csv'), `${rows.join('\n')}\n`);
  return path;
}

const small = (path: string): PartialTrainingConfig => ({
  name: 'windows',
  features: { face: { folder: join(path, 'face-FRA'), hop: 0.2 } },
  labels: { file: join(path, 'labels.csv'), level: 'frame', columns: { time: 'time', valence: 'valence', arousal: 'arousal', split: 'split' } },
  windows: { size: 1, hop: 0.4 },
  model: { name: 'transformer', options: { hidden: 8, layers: 2, heads: 2, rotaryBase: 50, dropout: 0.1, ropeCheck: 'off' } },
  head: { name: 'valence-arousal' },
  folds: { kind: 'given', by: 'split' },
  training: { epochs: 2, batch: 8, learningRate: 0.01, standardise: true },
  output: join(path, 'runs'),
});

const stretched = (out: string, ...more: string[]) => ['stretch', run, '--factor', '4', '--epochs', '2', '--out', out, ...more];
const resultOf = async (out: string) => JSON.parse(await readFile(join(out, 'stretch.json'), 'utf8')) as StretchResult;
const bytesOf = (of: string) => readFileSync(of).toString('base64');

async function trainAs(name: string, changes: Partial<PartialTrainingConfig>): Promise<string> {
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify({ ...config, ...changes, name }));
  expect(await affekt(['train', '--config', file, '-q'])).toMatchObject({ code: 0 });
  return join(folder, 'runs', name);
}

beforeAll(async () => {
  folder = await writeCorpus();
  config = small(folder);
  run = await trainAs('windows', {});
});

test('a run of windows becomes one of whole videos beside its baselines, and stays as it was itself', async () => {
  const out = join(folder, 'runs/whole');
  const before = bytesOf(join(run, 'fold-given/checkpoint.safetensors'));
  const { code, text } = await affekt(stretched(out, '-q'));
  expect(text).toMatch(/windows of 5 rows stretched to 20 \(× 4\); rotary base 50 → \d+; layers compared on short cuts: 0,1/);
  expect(code).toBe(0);
  expect(bytesOf(join(run, 'fold-given/checkpoint.safetensors'))).toBe(before);
  const { rows, window, target, positions, folds } = await resultOf(out);
  expect([window, target, rows.map(({ name }) => name)]).toEqual([5, 20, ['original', 'extended', 'longred', 'long', 'mix']]);
  expect(rows[0]).toMatchObject({ similarity: expect.closeTo(1, 6), divergence: 0 });
  expect(rows.slice(1).every(({ similarity, divergence }) => similarity < 1 && divergence > 0)).toBe(true);
  expect(folds['fold-given']).toMatchObject({ method: 'cream', shortWeight: 5, skippedWeight: 10, layers: [0, 1], cut: 2 });
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
  expect(manifest).toMatchObject({ name: 'whole', frames: 20, windows: { size: 4, hop: 2 }, model: { options: { rotaryBase: positions.after[0]!.base } } });
  expect(await readFile(join(out, 'card.md'), 'utf8')).toContain(`Made again by \`affekt stretch ${run} --factor 4 --epochs 2`);
  expect(await readFile(join(out, 'stretch.html'), 'utf8')).toContain('similarity');
});

test('the stretched head predicts whole videos, and gives the score of the table', async () => {
  const out = join(folder, 'runs/whole');
  const { code, text } = await affekt(['predict', out, '--features', `face=${folder}/face-FRA`, '--labels', `${folder}/labels.csv`, '--out', join(folder, 'table.csv')]);
  expect(code).toBe(0);
  expect(text).toMatch(/ccc -?0\.\d+/);
  expect((await readFile(join(folder, 'table.csv'), 'utf8')).trim().split('\n')).toHaveLength(121);
  const { value } = JSON.parse(await readFile(join(out, 'scores.json'), 'utf8')) as { value: number };
  expect((await resultOf(out)).rows[2]!.videos).toBeCloseTo(value, 9);
});

test('what was stopped goes on and ends with the same bytes', async () => {
  const out = join(folder, 'again/whole'); // The name of the folder is in the head
  const stopped = await affekt(stretched(out), /written: .*whole\/card\.md/);
  expect(stopped).toMatchObject({ code: 130, text: expect.stringContaining('Stopped. The same command goes on') as string });
  expect((await affekt(stretched(out, '-q'))).code).toBe(0);
  for (const name of ['head.onnx', 'scores.json', 'baselines/mix/head.onnx', 'fold-given/checkpoint.safetensors']) expect(bytesOf(join(out, name)), name).toBe(bytesOf(join(folder, 'runs/whole', name)));
  expect((await resultOf(out)).rows).toEqual((await resultOf(join(folder, 'runs/whole'))).rows);
});

test('a folder with another stretch is refused', async () => {
  expect(await affekt(['stretch', run, '--factor', '4', '--epochs', '3', '--out', join(folder, 'runs/whole')])).toMatchObject({ code: 2, text: expect.stringContaining('a run with another configuration or other data is there already') as string });
});

test.each([
  [['--factor', '1.5'], /--factor 1\.5: the windows of the run have 1 s, and the context is to be at least two of them\. Give --context 2 or more/],
  [['--context', '4', '--base', '20'], /--base 20: heads of 4 numbers turned by this base tell near from far up to a distance of \d+, and 20 are to be reached\. Leave --base out, which takes \d+/],
  [['--factor', '100000'], /no rotary base up to 1000000000000 reaches so far with heads of 4 numbers\. Give --scaling interpolation/],
])('%o is refused', async (options, message) => {
  const { code, text } = await affekt(['stretch', run, ...options, '--out', join(folder, 'runs/none')]);
  expect(text).toMatch(message);
  expect(code).toBe(2);
});

test('what is no run of windows of a transformer is refused by name', async () => {
  const refuse = async (path: string) => (await affekt(['stretch', path, '--factor', '4', '--out', join(folder, 'runs/none')])).text;
  expect(await refuse(folder)).toMatch(/it is no folder of a training run: it holds no config\.json/);
  expect(await refuse(await trainAs('whole-clips', { windows: null, training: { ...config.training, epochs: 1 } }))).toMatch(/whole-clips: it was trained on whole clips, and there is nothing to stretch/);
  expect(await refuse(await trainAs('tcn', { model: { name: 'tcn', options: { channels: 4, blocks: 1 } }, training: { ...config.training, epochs: 1 } }))).toMatch(/its model is "tcn", and only "transformer" has positions/);
});

test('another plug-in takes the place of LongReD, with what it throws told as its own', async () => {
  const entry = join(folder, 'plain.mjs');
  const zod = import.meta.resolve('zod');
  await writeFile(entry, `import { z } from '${zod}';
export const plugin = { name: 'plain', about: 'whole videos only', attaches: 'trained-fold', options: z.strictObject({ fail: z.boolean().default(false) }),
  async apply({ student, videos }, { fail }) { if (fail) throw new Error('the moon is full.'); throw new Error(\`\${videos.source.size} videos, trace is a \${typeof student.trace}\`); } };`);
  const other = async (options: string) => (await affekt(['stretch', run, '--factor', '6', '--use', entry, '--use-options', options, '--out', join(folder, 'runs', `other-${options.length}`)])).text;
  expect(await other('{"fail":true}')).toMatch(/the longest clip has 20 rows; how 30 are taken at once is learned from skipped positions alone[^]*plain: the moon is full\. /);
  expect(await other('{}')).toMatch(/plain: 3 videos, trace is a function/);
  expect(await other('{"fial":true}')).toMatch(/plug-in plain: .*fial/);
});

test('features that have changed since are refused', async () => {
  const copy = join(folder, 'copy');
  await cp(run, copy, { recursive: true });
  const file = join(copy, 'config.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"seed": 1', '"seed": 2'));
  expect((await affekt(['stretch', copy, '--factor', '4', '--out', join(folder, 'runs/none')])).text).toMatch(/copy: features, labels or configuration have changed since it was trained/);
});
