import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { frameTraining, smallTraining, writeFrameCorpus, writeSmallCorpus } from './small-corpus.ts';

const AFFEKT = join(import.meta.dirname, '../../../bin/affekt.js');
let folder: string;
let config: string;

function affekt(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [AFFEKT, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

let spoiled = 0;

async function editManifest(run: string, edit: (text: string) => string): Promise<void> {
  const path = join(run, 'manifest.json');
  await writeFile(path, edit(await readFile(path, 'utf8')));
}

beforeAll(async () => {
  folder = await writeSmallCorpus();
  config = join(folder, 'train.json');
  await writeFile(config, JSON.stringify(smallTraining(folder)));
  expect(affekt('train', '--config', config, '-q')).toMatchObject({ status: 0, stderr: '' });
});

const results = (run: string) => ['head.onnx', 'scores.json', 'validation.csv', 'manifest.json', 'card.md', ...[1, 2, 3].flatMap((fold) => [`fold-${fold}/checkpoint.safetensors`, `fold-${fold}/metrics.jsonl`])].map((name) => [name, readFileSync(join(run, name)).toString('base64')]);

test('a run leaves a head that tells apart what it has not seen, with its scores and its card', async () => {
  const run = join(folder, 'runs', 'small');
  const { all, value, folds, metric } = JSON.parse(await readFile(join(run, 'scores.json'), 'utf8')) as { all: Record<string, number>; value: number; folds: Record<string, number>; metric: string };
  expect(metric).toBe('mer-combined');
  expect(all.accuracy).toBeGreaterThan(0.8); // A guess has 0.33
  expect(value).toBeCloseTo(all['weighted-f1']! - 0.25 * all.mse!, 10);
  expect(Object.keys(folds)).toEqual(['fold-1', 'fold-2', 'fold-3']);
  expect((await readFile(join(run, 'validation.csv'), 'utf8')).trim().split('\n')).toHaveLength(37);
  expect(await readFile(join(run, 'card.md'), 'utf8')).toContain('Classes in order: calm, glad, sad.');
});

test('the head, applied to the same features, answers for every clip and is scored', () => {
  const { status, stdout, stderr } = affekt('predict', join(folder, 'runs/small/head.onnx'), '-f', `audio=${folder}/audio-UTT`, '-f', `video=${folder}/video-FRA`, '-l', `${folder}/labels.csv`);
  expect(status).toBe(0);
  const [header, ...rows] = stdout.trim().split('\n');
  expect(header).toBe('clip,expression,p_calm,p_glad,p_sad,valence');
  expect(rows).toHaveLength(36);
  expect(stderr).toMatch(/accuracy (0\.9|1\.0)/);
});

test('a run that was killed goes on and ends with the same bytes', async () => {
  const other = join(folder, 'killed');
  const child = spawn(process.execPath, [AFFEKT, 'train', '--config', config, '--out', other, '-q']);
  await expect.poll(() => existsSync(join(other, 'small/fold-2/checkpoint.safetensors')), { timeout: 60_000, interval: 5 }).toBe(true);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(existsSync(join(other, 'small/scores.json'))).toBe(false);
  expect(affekt('train', '--config', config, '--out', other, '-q').status).toBe(0);
  expect(results(join(other, 'small'))).toEqual(results(join(folder, 'runs', 'small')));
});

test('the same command again changes nothing', async () => {
  const copy = join(folder, 'copy');
  await cp(join(folder, 'runs'), copy, { recursive: true });
  expect(affekt('train', '--config', config, '--out', copy, '-q').status).toBe(0);
  expect(results(join(copy, 'small'))).toEqual(results(join(folder, 'runs', 'small')));
});

test('a run and a search leave training.html; a search reports the mean of the repeats and takes the first one for its head', async () => {
  expect(existsSync(join(folder, 'runs/small/training.html'))).toBe(true);
  const out = join(folder, 'search');
  const { status, stdout } = affekt('train', '--config', config, '--out', out, '--set', 'training.epochs=2', '--search', '3', '--repeat', '2', '-q');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^best settings: .*training\.learningRate=0\.001?/m);
  expect(stdout).toMatch(/^mer-combined -?\d\.\d{4} ± \d\.\d{4} over 2 runs of the best settings$/m);
  for (const name of ['training.html', 'search.json', 'head.onnx', 'draws/draw-003/scores.json', 'repeat-2/scores.json']) expect(existsSync(join(out, 'small', name)), name).toBe(true);
  expect(await readFile(join(out, 'small/head.onnx'))).toEqual(await readFile(join(out, 'small/repeat-1/head.onnx')));
});

test('--check says what is there and trains nothing', () => {
  const { status, stdout } = affekt('train', '--config', config, '--check', '--out', join(folder, 'unused'));
  expect(status).toBe(0);
  expect(stdout).toContain('36 clips of 6 speakers or videos');
  expect(stdout).toContain('video: 4 dimensions, 30 of 36 clips');
  expect(stdout).toMatch(/^model attention: [\d,]+ parameters$/m);
  expect(existsSync(join(folder, 'unused'))).toBe(false);
});

test('--check runs the model once, so that one that cannot take the modalities is refused before training', async () => {
  const { features, ...rest } = smallTraining(folder);
  await writeFile(join(folder, 'one.json'), JSON.stringify({ ...rest, features: { audio: features.audio }, model: { name: 'mfn' } }));
  const { status, stderr } = affekt('train', '--config', join(folder, 'one.json'), '--check');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: model: .*mfn.*2/);
});

test('--json prints one event a line, ending with the scores', () => {
  const { stdout } = affekt('train', '--config', config, '--json', '--out', join(folder, 'json'), '--set', 'training.epochs=1');
  const events = stdout.trim().split('\n').map((line) => JSON.parse(line) as { type: string });
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['fold', 'steps', 'epoch', 'fold-end', 'written', 'scores']));
});

test('a folder with a run of another configuration is refused, and nothing in it is touched', () => {
  const before = results(join(folder, 'runs', 'small'));
  const { status, stderr } = affekt('train', '--config', config, '--set', 'training.learningRate=0.5');
  expect(status).toBe(2);
  expect(stderr).toContain('a run with another configuration or other data is there already');
  expect(results(join(folder, 'runs', 'small'))).toEqual(before);
});

test('a damaged checkpoint is named, and so is what to do', async () => {
  const copy = join(folder, 'damaged');
  await cp(join(folder, 'runs'), copy, { recursive: true });
  await writeFile(join(copy, 'small/fold-2/checkpoint.safetensors'), 'nonsense');
  const { status, stderr } = affekt('train', '--config', config, '--out', copy, '-q');
  expect(status).toBe(2);
  expect(stderr).toMatch(/fold-2\/checkpoint\.safetensors: the checkpoint is damaged\. Delete the file to begin this fold anew/);
  await rm(join(copy, 'small/fold-2/checkpoint.safetensors'));
  expect(affekt('train', '--config', config, '--out', copy, '-q').status).toBe(0);
});

test('the engine tfjs without its package says what to install', () => {
  const { status, stderr } = affekt('train', '--config', config, '--engine', 'tfjs', '--out', join(folder, 'tfjs'), '-q');
  expect(status).toBe(4);
  expect(stderr).toMatch(/engine tfjs: neither @tensorflow\/tfjs-node-gpu nor @tensorflow\/tfjs-node is installed\. Install one with npm/);
});

test('config init --training writes a file with a schema beside it, which train takes', () => {
  const file = join(folder, 'made.json');
  expect(affekt('config', 'init', '--training', file).status).toBe(0);
  expect(existsSync(join(folder, 'made.schema.json'))).toBe(true);
  expect(affekt('config', 'show', '--training', '--config', file).stdout).toContain('"epochs": 100');
  const { status, stderr } = affekt('train', '--check', '--config', file);
  expect({ status, stderr }).toEqual({ status: 2, stderr: `error: ${join(folder, 'features/audio-UTT')}: does not exist. Check the path.\n` });
});

test('with labels by frame every frame is predicted once, with its time, though windows overlap', async () => {
  const frames = await writeFrameCorpus();
  await writeFile(join(frames, 'train.json'), JSON.stringify(frameTraining(frames)));
  expect(affekt('train', '--config', join(frames, 'train.json'), '-q').status).toBe(0);
  const run = join(frames, 'runs/frames');
  const [header, ...rows] = (await readFile(join(run, 'validation.csv'), 'utf8')).trim().split('\n');
  expect(header).toBe('clip,time,fold,valence,arousal,actual_valence,actual_arousal');
  const cells = rows.map((row) => row.split(','));
  for (let clip = 0; clip < 6; clip++) expect(cells.filter(([name]) => name === `clip${clip}`).map(([, time]) => Number(time))).toEqual(Array.from({ length: 20 }, (_, frame) => frame / 10));
  expect(cells.filter(([, , , , , actual]) => actual === '')).toHaveLength(24); // Frames without a label are predicted all the same
  const { all } = JSON.parse(await readFile(join(run, 'scores.json'), 'utf8')) as { all: Record<string, number> };
  expect(all.ccc).toBeGreaterThan(0.9);
  expect(affekt('predict', run, '-f', `face=${frames}/face-FRA`, '-l', `${frames}/labels.csv`).stdout.split('\n')[0]).toBe('clip,time,valence,arousal');
});

test('a checkpoint of another fold is refused, also where nothing says which run it is', async () => {
  const copy = join(folder, 'mixed');
  await cp(join(folder, 'runs'), copy, { recursive: true });
  await cp(join(copy, 'small/fold-1/checkpoint.safetensors'), join(copy, 'small/fold-2/checkpoint.safetensors'));
  await writeFile(join(copy, 'small/data.json'), '{');
  const { status, stderr } = affekt('train', '--config', config, '--out', copy, '-q');
  expect(status).toBe(2);
  expect(stderr).toMatch(/fold-2\/checkpoint\.safetensors: the checkpoint is of another fold/);
});

test.each<[string, (run: string) => Promise<void>, RegExp]>([
  ['that is gone', (run) => rm(join(run, 'head.onnx')), /head\.onnx: does not exist\. Take head\.onnx and manifest\.json from the folder of one finished run/],
  ['that is cut short', (run) => truncate(join(run, 'head.onnx'), 3000), /head\.onnx: is damaged, or no ONNX file\. Take/],
  ['of a run with other classes', (run) => editManifest(run, (text) => text.replace('"calm",', '')), /head\.onnx: does not go with the manifest\.json beside it: it does not tell 2 classes apart by clip\. Take/],
  ['of a run on other features', (run) => editManifest(run, (text) => text.replace('"dimensions": 8', '"dimensions": 9')), /has 8 dimensions, and the head "small" was trained with 9 of audio/],
  ['of a run on one modality', (run) => editManifest(run, (text) => text.replace(/"video": \{[^}]*\}/, '').replace(/\},\s*\},\s*"targets"/, '}}, "targets"')), /it takes "video", it takes "video\.mask"\. Take/],
])('a head %s is refused', async (_, spoil, message) => {
  const run = join(folder, `spoiled-${spoiled++}`);
  await cp(join(folder, 'runs/small'), run, { recursive: true });
  await spoil(run);
  const { status, stderr } = affekt('predict', run, '-f', `audio=${folder}/audio-UTT`);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test('Ctrl-C while features are read ends the command without an error', () => {
  const args = JSON.stringify(['train', '--config', config, '--out', join(folder, 'unread')]);
  const script = `const { main } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../pipeline/cli.ts')).href)}); const running = main(${args}); process.emit('SIGINT', 'SIGINT'); await running;`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(status).toBe(130);
  expect(stderr.trim()).toBe('Stopping: results so far are written. Press Ctrl-C again to stop at once.');
});
