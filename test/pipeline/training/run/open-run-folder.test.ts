import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { loadTrainingConfig } from '../../../../configs/training/load-training-config.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { openRunFolder } from '../../../../pipeline/training/run/open-run-folder.ts';
import { smallTraining, writeSmallCorpus } from '../small-corpus.ts';
import type { TrainingConfig } from '../../../../configs/training/schema.ts';

const configOf = (corpus: string): TrainingConfig => loadTrainingConfig({ overrides: smallTraining(corpus) });

async function openAndRelease(config: TrainingConfig, path?: string): Promise<string> {
  const folder = await openRunFolder(config, await openTrainingData(config), { path });
  folder.release();
  return folder.path;
}

test.each([
  ['a vector', async (corpus: string) => cp(join(corpus, 'audio-UTT/clip0.npy'), join(corpus, 'audio-UTT/clip3.npy'))],
  ['a label', async (corpus: string) => writeFile(join(corpus, 'labels.csv'), (await readFile(join(corpus, 'labels.csv'), 'utf8')).replace('clip0,calm,0,', 'clip0,calm,0.1,'))],
  ['a speaker', async (corpus: string) => writeFile(join(corpus, 'labels.csv'), (await readFile(join(corpus, 'labels.csv'), 'utf8')).replace(/^(clip0,.*),s0$/m, '$1,s1'))],
])('a run does not go on where %s has changed since', async (_what, change) => {
  const corpus = await writeSmallCorpus();
  await openAndRelease(configOf(corpus));
  await change(corpus);
  await expect(openAndRelease(configOf(corpus))).rejects.toThrow(/other data is there already/);
});

test('a run goes on where its data lie in another folder now', async () => {
  const [corpus, moved] = [await writeSmallCorpus(), await writeSmallCorpus()];
  const path = await openAndRelease(configOf(corpus));
  expect(await openAndRelease(configOf(moved), path)).toBe(path);
});

test('the configuration in the folder names whole paths, so that it can be used from there', async () => {
  const corpus = await writeSmallCorpus();
  const config = configOf(corpus);
  const path = await openAndRelease({ ...config, labels: { ...config.labels, file: relative('.', config.labels.file) }, output: 'runs' }, join(corpus, 'runs/small'));
  const stored = JSON.parse(await readFile(join(path, 'config.json'), 'utf8')) as TrainingConfig;
  expect([stored.labels.file, stored.output]).toEqual([join(corpus, 'labels.csv'), join(process.cwd(), 'runs')]);
});
