import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { readEnvironment } from '../../../configs/environment.ts';
import { train } from '../../../pipeline/commands/train/train.ts';
import { smallTraining, writeSmallCorpus } from './small-corpus.ts';

/** Trains, stopping as soon as a message matches, and resolves with the exit code and all messages. */
async function trainUntil(pattern: RegExp): Promise<{ code: number; text: string; folder: string }> {
  const folder = await writeSmallCorpus();
  const controller = new AbortController();
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      if (pattern.test(text)) controller.abort();
      done();
    },
  });
  const overrides = { ...smallTraining(folder), $schema: undefined };
  const code = await train(loadTrainingConfig({ overrides }), { environment: readEnvironment(), stdout: sink, stderr: sink, stop: controller.signal, exit: () => undefined });
  return { code, text, folder };
}

test('a run that is stopped between two folds says how it goes on', async () => {
  const { code, text, folder } = await trainUntil(/fold-1: mer-combined/);
  expect(code).toBe(130);
  expect(text).toContain('Stopped. The same command goes on from the last checkpoint.');
  expect(existsSync(join(folder, 'runs/small/scores.json'))).toBe(false);
});

test('a run that is to stop while its results are written has come to its end', async () => {
  const { code, text } = await trainUntil(/written: .*validation\.csv/);
  expect(code).toBe(0);
  expect(text).not.toContain('Stopped');
});
