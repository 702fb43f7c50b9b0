import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ModelCard } from '../../../../extractors/models/card.ts';
import { openModelStore } from '../../../../extractors/models/store/open-model-store.ts';
import type { Progress } from '../../../../extractors/models/store/store-options.ts';
import { MODELS } from '../../../../extractors/models/registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { HELLO, testCard } from './test-card.ts';

const CARDS: Readonly<Record<string, ModelCard>> = { net: testCard(MODELS['human-emotion'].file) };

async function openStore(cards = CARDS) {
  const compiled: string[] = [];
  const compile = ({ name, json, weights }: { name: string; json: object; weights: Uint8Array }) => {
    compiled.push(`${name} ${Object.keys(json).includes('modelTopology')} ${weights.length}`);
    return Promise.resolve(Uint8Array.of(1, 2, 3));
  };
  return { store: openModelStore({ folder: await temporaryFolder(), mirrors: [], offline: true, cards, compile }), compiled };
}

test('an embedded model is compiled when first looked for, from the whole topology and weights, and then kept', async () => {
  const { store, compiled } = await openStore();
  const steps: Progress[] = [];
  expect(await store.state('net')).toBe('embedded');
  const first = await store.find('net', { onProgress: (step) => void steps.push(step) });
  expect(await store.find('net')).toEqual(first);
  expect(compiled).toEqual(['net true 820516']);
  expect(steps.map(({ phase, done }) => `${phase} ${done}`)).toEqual(['compile 0', 'compile 1']);
});

test('a compiled file that was damaged on the disk is compiled again', async () => {
  const { store, compiled } = await openStore();
  const { path, sha256 } = await store.find('net');
  await writeFile(path, 'damaged');
  expect(await store.state('net')).toBe('damaged');
  expect((await store.find('net')).sha256).toBe(sha256);
  expect(compiled).toHaveLength(2);
});

test('get with force compiles an embedded model again', async () => {
  const { store, compiled } = await openStore();
  await store.get('net');
  await store.get('net', { force: true });
  expect(compiled).toHaveLength(2);
});

test('two callers that need the same embedded model compile it once', async () => {
  const { store, compiled } = await openStore();
  await Promise.all([store.find('net'), store.find('net')]);
  expect(compiled).toHaveLength(1);
});

test('a package whose files are not those of the card is refused', async () => {
  const { store } = await openStore({ net: testCard({ ...MODELS['human-emotion'].file, sha256: '0'.repeat(64) }) });
  await expect(store.find('net')).rejects.toMatchObject({ code: 'WRONG_HASH', message: expect.stringContaining('emotion.json has the sha256 56f7e557') });
});

test('a package that is not installed is named', async () => {
  const { store } = await openStore({ net: testCard({ ...MODELS['human-emotion'].file, npm: '@nobody/nothing' }) });
  await expect(store.find('net')).rejects.toMatchObject({ code: 'MISSING', message: expect.stringContaining('the npm package @nobody/nothing that has it is not installed') });
});

test('a model that comes with affekt is found where it lies', async () => {
  const { store } = await openStore({ net: testCard({ bundled: 'test/extractors/models/golden/hello.txt', sha256: HELLO.sha256 }) });
  expect(await store.state('net')).toBe('embedded');
  expect(await readFile((await store.get('net')).path, 'utf8')).toBe('hello\n');
});

test('a model that comes with affekt is refused when it was changed', async () => {
  const { store } = await openStore({ net: testCard({ bundled: 'test/extractors/models/golden/hello.txt', sha256: '0'.repeat(64) }) });
  await expect(store.find('net')).rejects.toMatchObject({ code: 'WRONG_HASH' });
});
