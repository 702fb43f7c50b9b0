import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { noProgress, type FoldState } from '../../../../fusion/train/fold-state.ts';
import { readCheckpoint, writeCheckpoint } from '../../../../pipeline/training/run/checkpoint-file.ts';
import { float32 } from '../../../../runtime/tensor.ts';

const STATE: FoldState = {
  trainer: { step: 7, tensors: { 'parameter:a/weight': float32(Float32Array.of(1, -2, 3.5, NaN), 2, 2), 'mean:a/weight': float32(Float32Array.of(0, 0, 0, 1e-30), 2, 2), skip: float32(Float32Array.of(4), 1) } },
  best: { 'parameter:a/weight': float32(Float32Array.of(9, 8, 7, 6), 2, 2) },
  progress: { ...noProgress, best: { epoch: 1, score: 0.5 }, sums: { loss: 0.1 + 0.2 } },
};

let path: string;
beforeEach(async () => (path = join(await mkdtemp(join(tmpdir(), 'affekt-')), 'checkpoint.safetensors')));

test('a checkpoint gives back exactly what was kept in it', async () => {
  await writeCheckpoint({ path, of: 'fold-1 of abc' }, STATE);
  expect(await readCheckpoint({ path, of: 'fold-1 of abc' })).toEqual(STATE);
});

test('a state without a best epoch has none when it is read back', async () => {
  const state = { ...STATE, best: undefined, progress: noProgress };
  await writeCheckpoint({ path, of: 'fold-1 of abc' }, state);
  expect(await readCheckpoint({ path, of: 'fold-1 of abc' })).toEqual(state);
});

test('the same state gives the same bytes, and nothing else is left in the folder', async () => {
  await writeCheckpoint({ path, of: 'fold-1 of abc' }, STATE);
  const first = await readFile(path);
  await writeCheckpoint({ path, of: 'fold-1 of abc' }, STATE);
  expect(await readFile(path)).toEqual(first);
  expect(await readdir(join(path, '..'))).toEqual(['checkpoint.safetensors']);
});

test('without a checkpoint there is no state', async () => expect(await readCheckpoint({ path, of: 'fold-1 of abc' })).toBeUndefined());

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['is cut short', (bytes) => bytes.subarray(0, -3)],
  ['is something else', () => Buffer.from('hello, this is no checkpoint')],
  ['is empty', () => Buffer.alloc(0)],
])('a checkpoint that %s is refused by name, with what to do', async (_, spoil) => {
  await writeCheckpoint({ path, of: 'fold-1 of abc' }, STATE);
  await writeFile(path, spoil(await readFile(path)));
  await expect(readCheckpoint({ path, of: 'fold-1 of abc' })).rejects.toThrow(`${path}: the checkpoint is damaged. Delete the file to begin this fold anew; finished folds are kept.`);
});

test.each(['fold-2 of abc', 'fold-1 of abd'])('a checkpoint is no checkpoint %s', async (of) => {
  await writeCheckpoint({ path, of: 'fold-1 of abc' }, STATE);
  await expect(readCheckpoint({ path, of })).rejects.toThrow(`${path}: the checkpoint is of another fold, or of a run with another configuration or other data. Delete the file`);
});
