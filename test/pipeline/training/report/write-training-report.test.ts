import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTrainingReport } from '../../../../pipeline/training/report/write-training-report.ts';
import { storedRunFolder, type FolderOptions } from './stored-run-folder.ts';

const render = async (options?: FolderOptions) => readFile(await writeTrainingReport(await storedRunFolder(options)), 'utf8');
/** What a reader sees, tags away. */
const toText = (page: string) => page.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<\/?bdi>/g, '').replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/\s+/g, ' ');

test('a page tells of score, interval, folds, classes, data and configuration', async () => {
  const text = toText(await render({ warnings: ['Windows of one clip are in two folds.'] }));
  expect(text).toContain('95 % of bootstrap samples of speakers or videos: 0.5811 to 0.6402');
  expect(text).toMatch(/fold-3 0\.6200 \d+ of 40/);
  expect(text).toContain('480 clips, 24 speakers or videos; labels of labels.csv; valence from −0.90 to 0.80');
  expect(text).toContain('Windows of one clip are in two folds.');
  expect(text).toContain('"learningRate": 0.001');
  expect(text).not.toContain('Not finished');
});

test('confusion and scores of classes follow from the counts', async () => {
  const folder = await storedRunFolder({ classes: ['calm', 'glad'] });
  const scores = JSON.parse(await readFile(join(folder, 'scores.json'), 'utf8')) as object;
  await writeFile(join(folder, 'scores.json'), JSON.stringify({ ...scores, confusion: [30, 10, 5, 55] }));
  const text = toText(await readFile(await writeTrainingReport(folder), 'utf8'));
  expect(text).toContain('calm 75 % 30 25 % 10 40'); // A space that does not break is a space here
  expect(text).toContain('calm 0.857 0.750 0.800 40'); // 30 / 35, 30 / 40, 60 / 75
});

test('a class that is never true has no shares', async () => {
  const folder = await storedRunFolder({ classes: ['calm', 'glad'] });
  const scores = JSON.parse(await readFile(join(folder, 'scores.json'), 'utf8')) as object;
  await writeFile(join(folder, 'scores.json'), JSON.stringify({ ...scores, confusion: [30, 10, 0, 0] }));
  expect(toText(await readFile(await writeTrainingReport(folder), 'utf8'))).toContain('glad – 0 – 0 0');
});

test('a score that is no number is a dash', async () => {
  expect(toText(await render())).toContain('brier –');
});

test('the page of an unfinished run says so, and shows the epochs so far', async () => {
  const text = toText(await render({ finished: false, folds: ['fold-1', 'fold-2'], epochs: 10 }));
  expect(text).toContain('Not finished:');
  expect(text).toContain('fold-1: 10 epochs, fold-2: 5 epochs');
  expect(text).toContain('Validation macro-f1');
});

test('a run that was killed while it wrote, or before its first epoch, has a page', async () => {
  const folder = await storedRunFolder({ finished: false, folds: ['fold-1'], epochs: 4 });
  const log = join(folder, 'fold-1', 'metrics.jsonl');
  await writeFile(log, `${await readFile(log, 'utf8')}{"step": 50, "lo`);
  expect(toText(await readFile(await writeTrainingReport(folder), 'utf8'))).toContain('fold-1: 2 epochs');
  await rm(join(folder, 'fold-1'), { recursive: true });
  expect(toText(await readFile(await writeTrainingReport(folder), 'utf8'))).toContain('no epoch has ended');
});

test('the same folder gives the same page', async () => {
  const folder = await storedRunFolder();
  const first = await readFile(await writeTrainingReport(folder), 'utf8');
  expect(await readFile(await writeTrainingReport(folder), 'utf8')).toBe(first);
});

test('names of runs, folds, classes and settings are text, whatever they hold', async () => {
  const hostile = `</script><img src=x onerror="alert(1)">'&`;
  const page = await render({ name: hostile, classes: [hostile, '\u202Eevil', '<b>'], folds: ["fold-<script>alert(1)<'script>"], warnings: [hostile] });
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<b>,');
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).toContain('<bdi>\u202Eevil</bdi>');
});

test('the folds of a search are those of the run whose head it exports, and its draws are shown best first', async () => {
  const scores = (value: number) => ({ metric: 'macro-f1', value, mean: value, deviation: 0.01 });
  const draws = [{ run: 'draws/draw-002', settings: { 'training.learningRate': 0.01 }, seed: 1, scores: scores(0.7) }, { run: 'draws/draw-001', settings: { 'training.learningRate': 0.1 }, seed: 1, failed: 'the loss is "NaN"' }];
  const search = { complete: false, metric: 'macro-f1', grid: { 'training.learningRate': [0.1, 0.01] }, planned: { draws: 2, repeats: 2 }, draws, repeats: [{ run: 'repeat-1', settings: {}, seed: 2, scores: scores(0.6) }], head: 'repeat-1', score: { mean: 0.6, deviation: 0 } };
  const text = toText(await render({ folds: ['repeat-1/fold-7'], search }));
  expect(text).toContain('2 of 2 draws, 1 of 2 repeats');
  expect(text).toMatch(/draw-002 0\.7000 ± 0\.0100 0\.7000 0\.01 draw-001 diverged 0\.1/);
  expect(text).toContain('fold-7');
  expect(text).toContain('Not finished');
});

test('a folder that holds no run, and a damaged file, are named', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'affekt-training-'));
  await expect(writeTrainingReport(empty)).rejects.toThrow(`${empty}: is not the folder of a training run`);
  const folder = await storedRunFolder();
  await writeFile(join(folder, 'scores.json'), '{');
  await expect(writeTrainingReport(folder)).rejects.toThrow(`${join(folder, 'scores.json')}: is not JSON`);
});
