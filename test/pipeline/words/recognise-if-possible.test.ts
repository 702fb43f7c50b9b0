import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { openRecogniserIfPossible } from '../../../pipeline/words/recognise-if-possible.ts';
import { writeSpeakingModel } from '../../extractors/text/recognisers/ggml/write-speaking-model.ts';

async function sources(whisperCli?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-possible-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, store: openModelStore({ folder, mirrors: [], offline: true }), programs: { whisperFolder: folder, whisperCli } };
}

test('without a model or a program there is a reason, and no error', async () => {
  const world = await sources();
  expect(await openRecogniserIfPossible('auto', world)).toEqual({ reason: expect.stringContaining('affekt models get ggml-base') as string });
  expect(await openRecogniserIfPossible('ggml-small', world)).toEqual({ reason: expect.stringContaining('affekt models get ggml-small') as string });
  const model = join(world.folder, 'mine.bin');
  await writeSpeakingModel(model, { language: 'en', says: [' Hello'] });
  expect(await openRecogniserIfPossible(model, world)).toEqual({ reason: expect.stringContaining('affekt models build whisper') as string });
});

test('a fetched file that is damaged is a reason', async () => {
  const world = await sources('/bin/true');
  await mkdir(join(world.folder, 'ggml-tiny'));
  await writeFile(join(world.folder, 'ggml-tiny', 'ggml-tiny.bin'), '<!DOCTYPE html>');
  expect(await openRecogniserIfPossible('auto', world)).toEqual({ reason: expect.stringMatching(/^ggml-tiny: .*it has 15 bytes, not 77691713\. .*affekt models get --force ggml-tiny/) as string });
});

test('with both there is a recogniser that names its model', async () => {
  const world = await sources('/bin/true');
  const model = join(world.folder, 'mine.bin');
  await writeSpeakingModel(model, { language: 'en', says: [' Hello'] });
  expect(await openRecogniserIfPossible(model, world)).toMatchObject({ transcriber: { source: { kind: 'recogniser', id: 'mine.bin', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } } });
});

test('a name that nothing has is a mistake', async () => {
  await expect(openRecogniserIfPossible('ggml-huge', await sources())).rejects.toMatchObject({ code: 'UNKNOWN' });
});
