import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { openPlugins } from '../../../pipeline/plugins/open-plugins.ts';
import { TRAINING_POINTS, withLayerPlugins } from '../../../pipeline/plugins/train-with-plugins.ts';
import { runCommand } from '../run-command.ts';
import { smallTraining, writeSmallCorpus } from '../training/small-corpus.ts';
import { packageFolder } from './package-folder.ts';

/** Code of a package that finds sequences of more steps than asked for, and tells the name of the run. */
const MEASURING = `
import { z } from 'zod';
export const plugin = {
  name: 'long-check',
  about: 'checks lengths',
  attaches: 'training-check',
  options: z.strictObject({ most: z.number().default(100).describe('steps'), level: z.string().default('error').describe('how bad') }),
  apply: ({ config, longest }, { most, level }) => (longest > most ? [{ level, message: config.name + ' has ' + longest + ' steps, more than ' + most + '.' }] : []),
};`;

let folder: string;
let packages: string;
beforeAll(async () => {
  folder = await writeSmallCorpus();
  packages = packageFolder({});
  writeFileSync(join(packages, 'check.mjs'), MEASURING);
});

/** Checks a training of a transformer whose longest sequence has 7 steps, or what is left of them, with the plug-in. */
async function check(options: Readonly<Record<string, unknown>>, ...more: readonly string[]) {
  const config = join(folder, 'train.json');
  writeFileSync(config, JSON.stringify({ ...smallTraining(folder), model: { name: 'transformer', options: { hidden: 8, heads: 2, layers: 2 } }, alignment: { onto: 'video' }, plugins: [{ use: join(packages, 'check.mjs'), options }] }));
  return runCommand(['train', '--config', config, '--check', ...more]);
}

test('a check of a third party sees the configuration and the longest sequence, and its errors keep a training from beginning', async () => {
  expect((await check({})).code).toBe(0);
  expect(await check({ most: 6 })).toMatchObject({ code: 2, messages: expect.stringMatching(/^training configuration: plug-in long-check: small has 7 steps, more than 6\. Correct the configuration/) });
});

test('its warnings are told, and what is neither is a mistake of its makers', async () => {
  expect(await check({ most: 6, level: 'warning' })).toMatchObject({ code: 0, messages: expect.stringMatching(/warning: plug-in long-check: small has 7 steps, more than 6\.\n/) });
  expect(await check({ most: 6, level: 'hint' })).toMatchObject({ code: 1, messages: expect.stringMatching(/plug-in long-check: what it returned is not what its point wants: 0\.level/) });
});

test('a plug-in of an analysis is refused in a training', async () => {
  const { code, messages } = await runCommand(['train', '--config', join(folder, 'train.json'), '--check', '--set', 'plugins=[{"use":"describer"}]']);
  expect([code, messages]).toEqual([2, expect.stringMatching(/attaches at clip .* and a training has only layer and training-check/)]);
});

const layered = async (options: object, use: Readonly<Record<string, unknown>> = {}, model = 'transformer') => {
  const config = loadTrainingConfig({ overrides: { ...smallTraining(folder), $schema: undefined, model: { name: model, options }, plugins: [{ use: 'kv-shift', options: use }] } });
  const world = { signal: new AbortController().signal, surroundings: { variables: {}, cacheRoot: packages, say: () => undefined, memories: new Map() } };
  return withLayerPlugins(config, await openPlugins(config.plugins, { folder: packages, points: TRAINING_POINTS, by: 'a training' }), world);
};

test('kv-shift sets layers of the model that the configuration leaves open, and is done with then', async () => {
  const { model, plugins } = await layered({ hidden: 8, layers: 3 }, { layers: [0, 2] });
  expect([model.options, plugins]).toEqual([{ hidden: 8, layers: [{ kvShift: true }, {}, { kvShift: true }] }, []]);
});

test('what a layer has of its own stays, and a model without such layers is refused', async () => {
  expect((await layered({ layers: [{ window: 3 }, {}] })).model.options.layers).toEqual([{ window: 3, kvShift: true }, { kvShift: true }]);
  await expect(layered({}, {}, 'attention')).rejects.toMatchObject({ code: 'WRONG_POINT', message: expect.stringMatching(/the model attention has none that can be set one by one\. Choose the model transformer/) });
});
