import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { onnxEngine } from '../../../fusion/train/engine.ts';
import { openTrainingData } from '../../../pipeline/training/data/open-training-data.ts';
import { trainRun } from '../../../pipeline/training/train-run.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { smallTraining, writeSmallCorpus } from './small-corpus.ts';

test('a run whose folder is taken away ends with the next checkpoint, and does not train on for nothing', async () => {
  const corpus = await writeSmallCorpus();
  const config = loadTrainingConfig({ overrides: smallTraining(corpus) });
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const run = trainRun({ config, data: await openTrainingData(config), engine: onnxEngine(runtime), signal: new AbortController().signal });
  let event = await run.next();
  while (event.done !== true && event.value.type !== 'epoch') event = await run.next();
  await rename(config.output, join(corpus, 'moved'));
  await expect(run.next()).rejects.toThrow(/runs\/small: was removed while results were written into it\. Check the disk/);
  expect(existsSync(config.output)).toBe(false);
});
