import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { inspectGgml } from '../../../../../extractors/text/recognisers/whisper-cpp/inspect-ggml.ts';
import { temporaryFolder } from '../../../models/temporary-folder.ts';
import { writeSpeakingModel } from '../ggml/write-speaking-model.ts';

let model: Buffer;

beforeAll(async () => {
  const path = join(process.env.TMPDIR!, 'whole.bin');
  await writeSpeakingModel(path, { language: 'en', says: [' Hello'] });
  model = await readFile(path);
});

async function fileOf(bytes: Uint8Array, length = bytes.length): Promise<string> {
  const path = join(await temporaryFolder(), 'model.bin');
  await writeFile(path, bytes);
  await truncate(path, length);
  return path;
}

test('a whole file is known by its head', async () => {
  expect(await inspectGgml(await fileOf(model))).toEqual({ multilingual: true, vocabulary: 51_865, bytes: model.length });
});

/** whisper.cpp takes each of them and hears rubbish, with exit status 0. */
test.each([10, 60_000, 700_000, -500_000, -4])('a file that ends early, after %i bytes, is refused', async (length) => {
  const path = await fileOf(model, length < 0 ? model.length + length : length);
  await expect(inspectGgml(path)).rejects.toMatchObject({ code: 'BAD_MODEL', message: expect.stringMatching(/model\.bin: ends after \d+ bytes: it was not copied to its end/) as string });
});

test('a file that lacks its last tensor is refused', async () => {
  const name = Buffer.from('decoder.blocks.0.cross_attn.out.bias');
  const path = await fileOf(model, model.lastIndexOf(name) - 4 * 4);
  await expect(inspectGgml(path)).rejects.toThrow(/has 49 of 50 tensors/);
});

test('what goes on after the tensors is refused', async () => {
  await expect(inspectGgml(await fileOf(Buffer.concat([model, Buffer.alloc(64, 1)])))).rejects.toMatchObject({ code: 'BAD_MODEL' });
});

test('something else is refused', async () => {
  await expect(inspectGgml(await fileOf(Buffer.from('RIFF, a sound file')))).rejects.toThrow(/is no ggml file of whisper\.cpp\. Give a ggml file/);
  await expect(inspectGgml('/nowhere/ggml-base.bin')).rejects.toThrow(/ggml-base\.bin: cannot be read \(ENOENT\)/);
});
