import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../../configs/environment.ts';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { predict } from '../../../pipeline/commands/predict/predict.ts';
import { pseudoLabel, type PseudoLabelOptions } from '../../../pipeline/commands/pseudo-label/pseudo-label.ts';
import { train } from '../../../pipeline/commands/train/train.ts';
import { smallTraining, writeSmallCorpus } from '../training/small-corpus.ts';

const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
const context = { environment: readEnvironment(), stdout: sink(), stderr: sink(), stop: new AbortController().signal, exit: () => undefined };
let folder: string;
let options: PseudoLabelOptions;
const at = (...parts: readonly string[]) => join(folder, ...parts);
const clipsOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(',')[0]!);

/** A head trained on four of six speakers, and what it predicts of all. */
beforeAll(async () => {
  folder = await writeSmallCorpus();
  const [header, ...rows] = (await readFile(at('labels.csv'), 'utf8')).trimEnd().split('\n');
  await writeFile(at('known.csv'), `${[header, ...rows.slice(0, 24)].join('\n')}\n`);
  await writeFile(at('open.csv'), `${[header, ...rows.slice(24)].join('\n')}\n`);
  const base = smallTraining(folder);
  expect(await train(loadTrainingConfig({ overrides: { ...base, labels: { ...base.labels, file: at('known.csv') }, folds: { kind: 'group', by: 'speaker', folds: 2 } } }), context)).toBe(0);
  expect(await predict(at('runs/small'), { features: { audio: at('audio-UTT'), video: at('video-FRA') }, out: at('all.csv'), device: 'cpu' }, context)).toBe(0);
  options = { model: { small: at('runs/small') }, predictions: { small: at('all.csv') }, validation: {}, weight: {}, column: {}, unlabelled: at('open.csv'), eta: 0.1, agree: 1, candidates: 0.25, changes: 'refuse', round: 1, out: at('pseudo') };
});

test('what a round writes trains the next head, and validation holds true labels only (trap 11)', async () => {
  expect(await pseudoLabel(options, context)).toBe(0);
  const pseudo = clipsOf(at('pseudo/round-1/pseudo-labels.csv'));
  expect(pseudo.length).toBeGreaterThan(3);
  expect(await train(loadTrainingConfig({ file: at('pseudo/train-round-1.json'), set: ['training.epochs=2'] }), context)).toBe(0);
  expect(clipsOf(at('runs/small-round-1/validation.csv')).sort()).toEqual(clipsOf(at('known.csv')).sort());
  expect(JSON.parse(await readFile(at('runs/small-round-1/data.json'), 'utf8'))).toMatchObject({ clips: 24 + pseudo.length });
});

test('the second round is made of the second head, whose pseudo-labels do not count as true ones', async () => {
  await predict(at('runs/small-round-1'), { features: { audio: at('audio-UTT'), video: at('video-FRA') }, out: at('all-2.csv'), device: 'cpu' }, context);
  expect(await pseudoLabel({ ...options, model: { small: at('runs/small-round-1') }, predictions: { small: at('all-2.csv') }, round: 2, changes: 'take' }, context)).toBe(0);
  const rows = readFileSync(at('pseudo/train-round-2.csv'), 'utf8').trimEnd().split('\n').slice(1);
  expect(rows.filter((row) => row.includes(',label,'))).toHaveLength(24);
  expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(rows.length);
  expect(JSON.parse(await readFile(at('pseudo/train-round-2.json'), 'utf8'))).toMatchObject({ name: 'small-round-2' });
  const [, second] = readFileSync(at('pseudo/ledger.jsonl'), 'utf8').trimEnd().split('\n').flatMap((line) => (line.includes('"type":"round"') ? [JSON.parse(line) as { models: { head: string; seed: number }[]; leaks: object }] : []));
  expect(second).toMatchObject({ models: [{ seed: 1 }], leaks: {} });
  expect(second!.models[0]!.head).toMatch(/^[0-9a-f]{64}$/);
});

test('without a list of unlabelled clips the predictions on labelled ones are found', async () => {
  await expect(pseudoLabel({ ...options, unlabelled: undefined, out: at('other') }, context)).rejects.toThrow(/clip0, clip1, clip10 and 21 more have a true label already/);
});
