import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openMetricsLog } from '../../../../pipeline/training/run/metrics-log.ts';

let path: string;
beforeEach(async () => (path = join(await mkdtemp(join(tmpdir(), 'affekt-')), 'fold-1', 'metrics.jsonl')));

const lines = async () => (await readFile(path, 'utf8')).split('\n');

test('lines are appended as they come', async () => {
  const log = await openMetricsLog(path, 0);
  await log.append({ step: 1, loss: 0.5 });
  await log.append({ step: 2, loss: 0.25 });
  expect(await lines()).toEqual(['{"step":1,"loss":0.5}', '{"step":2,"loss":0.25}', '']);
});

test('what a killed run wrote after its last checkpoint is cut off, and half a line too', async () => {
  const log = await openMetricsLog(path, 0);
  for (const step of [10, 20, 30]) await log.append({ step });
  await appendFile(path, '{"step":4');
  await (await openMetricsLog(path, 20)).append({ step: 30, again: true });
  expect(await lines()).toEqual(['{"step":10}', '{"step":20}', '{"step":30,"again":true}', '']);
});

test('a file that cannot be written is named', async () => {
  await writeFile(join(path, '..', '..', 'taken'), '');
  await expect(openMetricsLog(join(path, '..', '..', 'taken', 'metrics.jsonl'), 0)).rejects.toThrow(/taken\/metrics\.jsonl: cannot write/);
});
