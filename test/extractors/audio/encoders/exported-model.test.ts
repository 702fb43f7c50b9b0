import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SPEECH_ENCODERS } from '../../../../extractors/models/registry/speech-encoders.ts';
import { openModelStore } from '../../../../extractors/models/store/open-model-store.ts';
import { temporaryFolder } from '../../models/temporary-folder.ts';

const ID = 'hubert-large-ll60k';

async function storeAndFile() {
  const folder = await temporaryFolder();
  const file = join(folder, 'mine.onnx');
  await writeFile(file, 'hello\n');
  return { store: openModelStore({ folder: join(folder, 'store'), mirrors: [], offline: true }), file };
}

test('a model that its user exports is found after it was imported by its name', async () => {
  const { store, file } = await storeAndFile();
  expect(await store.state(ID)).toBe('absent');
  await store.import(file, ID);
  expect(await store.state(ID)).toBe('here');
  expect(await store.find(ID)).toMatchObject({ id: ID, sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03', card: SPEECH_ENCODERS[ID] });
  expect((await store.get(ID)).path).toBe((await store.find(ID)).path);
});

test('asking for a model that was not exported yet tells the commands that make it', async () => {
  const { store } = await storeAndFile();
  const commands = /export-speech-encoder\.py facebook\/hubert-large-ll60k .*affekt models import FILE --as hubert-large-ll60k/;
  await expect(store.get(ID)).rejects.toMatchObject({ code: 'NO_SOURCE', message: expect.stringMatching(commands) as string });
  await expect(store.find(ID)).rejects.toMatchObject({ code: 'MISSING', message: expect.stringMatching(commands) as string });
});

test('a file without a name is not taken for a model that has no checksum', async () => {
  const { store, file } = await storeAndFile();
  await expect(store.import(file)).rejects.toMatchObject({ code: 'UNKNOWN', message: expect.stringContaining('--as ID') as string });
});

test('an imported file that was changed afterwards is damaged', async () => {
  const { store, file } = await storeAndFile();
  const { path } = await store.import(file, ID);
  await writeFile(path, 'other');
  expect(await store.state(ID)).toBe('damaged');
  await expect(store.find(ID)).rejects.toMatchObject({ code: 'WRONG_HASH' });
});
