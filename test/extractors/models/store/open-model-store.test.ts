import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FetchedFile } from '../../../../extractors/models/card.ts';
import { openModelStore } from '../../../../extractors/models/store/open-model-store.ts';
import type { StoreOptions } from '../../../../extractors/models/store/store-options.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { breakAfter, inTurn, sendFile, serve } from './serve.ts';
import { HELLO, testCard } from './test-card.ts';

const PINNED = { mirrorPath: 'face/hello.onnx', sha256: HELLO.sha256, bytes: 6 };

async function openStore(file: FetchedFile, options: Partial<StoreOptions> = {}) {
  const folder = await temporaryFolder();
  return openModelStore({ folder, mirrors: [], offline: false, pause: 0.01, cards: { hello: testCard(file) }, ...options });
}

async function mirrorWith(path: string, content: string | Uint8Array): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), content);
  return folder;
}

test('a model is fetched from its address, and then found', async () => {
  const { address } = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ ...PINNED, url: `${address}/hello.onnx` });
  expect(await store.state('hello')).toBe('absent');
  const model = await store.get('hello');
  expect(await readFile(model.path, 'utf8')).toBe('hello\n');
  expect(await store.find('hello')).toMatchObject({ id: 'hello', path: model.path, sha256: HELLO.sha256 });
  expect(await store.state('hello')).toBe('here');
});

test('a model that is here is not fetched again, unless forced', async () => {
  const server = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ ...PINNED, url: `${server.address}/hello.onnx` });
  await store.get('hello');
  await store.get('hello');
  expect(server.requests).toHaveLength(1);
  await store.get('hello', { force: true });
  expect(server.requests).toHaveLength(2);
});

test('a forced fetch that fails leaves the file that was here', async () => {
  const server = await serve(inTurn(sendFile(HELLO.bytes), (_, response) => void response.writeHead(404).end()));
  const store = await openStore({ ...PINNED, url: `${server.address}/hello.onnx` });
  await store.get('hello');
  await expect(store.get('hello', { force: true })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
  expect(await store.state('hello')).toBe('here');
});

test('a model pinned by its git blob alone is checked by it, and its sha256 is noted', async () => {
  const { address } = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ mirrorPath: 'hello.onnx', gitBlob: HELLO.gitBlob, url: `${address}/hello.onnx` });
  expect((await store.get('hello')).sha256).toBe(HELLO.sha256);
  expect(await readFile(join(store.folder, 'hello', 'record.json'), 'utf8')).toContain(HELLO.sha256);
});

test('a wrong file is refused, and nothing is left of it', async () => {
  const { address } = await serve(sendFile(Buffer.from('HELLO\n')));
  const store = await openStore({ ...PINNED, url: `${address}/hello.onnx` });
  await expect(store.get('hello')).rejects.toMatchObject({ code: 'WRONG_HASH', message: expect.stringContaining('/hello.onnx is not the right file: its sha256 is') });
  expect((await readdir(join(store.folder, 'hello'))).filter((name) => !name.endsWith('.json'))).toEqual([]);
});

test('a file that breaks off is refused, and the next call goes on with it', async () => {
  let reports = 0;
  const refuse: RequestListener = (_, response) => void response.writeHead(404).end();
  const server = await serve(inTurn(breakAfter(2, HELLO.bytes, { seen: () => reports > 0 }), refuse, sendFile(HELLO.bytes)));
  const store = await openStore({ ...PINNED, url: `${server.address}/hello.onnx` });
  await expect(store.get('hello', { onProgress: () => (reports += 1) })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
  await store.get('hello');
  expect(server.requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=2-', 'bytes=2-']);
});

test('an address that has no such file is named with its answer', async () => {
  const { address } = await serve((_, response) => void response.writeHead(404).end());
  const store = await openStore({ ...PINNED, url: `${address}/hello.onnx` });
  await expect(store.get('hello')).rejects.toThrow(`hello: ${address}/hello.onnx: the server answers 404 Not Found. Check the network`);
});

test('a server that cannot be reached is named with the reason', async () => {
  const store = await openStore({ ...PINNED, url: 'http://127.0.0.1:9/hello.onnx' });
  await expect(store.get('hello')).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED', message: expect.stringContaining('127.0.0.1:9') });
});

test('a mirror is asked before the public address', async () => {
  const mirror = await serve(sendFile(HELLO.bytes));
  const origin = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ ...PINNED, url: `${origin.address}/hello.onnx` }, { mirrors: [`${mirror.address}/models/`] });
  await store.get('hello');
  expect(mirror.requests.map(({ url }) => url)).toEqual(['/models/face/hello.onnx']);
  expect(origin.requests).toHaveLength(0);
});

test('where a mirror has no such file or a wrong one, the public address is asked', async () => {
  const without = await serve((_, response) => void response.writeHead(404).end());
  const wrong = await serve(sendFile(Buffer.from('HELLO\n')));
  const origin = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ ...PINNED, url: `${origin.address}/hello.onnx` }, { mirrors: [without.address, wrong.address, await temporaryFolder()] });
  expect((await store.get('hello')).sha256).toBe(HELLO.sha256);
});

test.each(['face/hello.onnx', 'other/name.onnx'])('a mirror that is a folder gives the file wherever it lies: %s', async (path) => {
  const mirror = await mirrorWith(path, HELLO.bytes);
  const store = await openStore(PINNED, { mirrors: [mirror], offline: true });
  expect((await store.get('hello')).sha256).toBe(HELLO.sha256);
  expect(existsSync(join(mirror, path))).toBe(true);
});

test('a file of the right name and size in a mirror is not taken when its checksum is wrong', async () => {
  const mirror = await mirrorWith('face/hello.onnx', 'HELLO\n');
  const store = await openStore(PINNED, { mirrors: [mirror] });
  await expect(store.get('hello')).rejects.toMatchObject({ code: 'NO_SOURCE', message: expect.stringContaining(`the mirror ${mirror} has no such file`) });
});

test('offline, no address is asked', async () => {
  const server = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ ...PINNED, url: `${server.address}/hello.onnx` }, { offline: true, mirrors: [server.address] });
  await expect(store.get('hello')).rejects.toMatchObject({ code: 'OFFLINE' });
  expect(server.requests).toHaveLength(0);
});

test('a converted file without an address says to import it or to name a mirror', async () => {
  const store = await openStore(PINNED);
  await expect(store.get('hello')).rejects.toThrow('there is no public address for this converted file. Import a copy with `affekt models import FILE`, or name a mirror');
});

test('a model that is not here is answered with the command that fetches it', async () => {
  const store = await openStore(PINNED);
  await expect(store.find('hello')).rejects.toThrow('`affekt models get hello`');
  await expect(store.find('hello')).rejects.toMatchObject({ code: 'MISSING' });
});

test('a name that is not in the registry is refused with the known ones', async () => {
  const store = await openStore(PINNED);
  await expect(store.find('helo')).rejects.toMatchObject({ code: 'UNKNOWN', message: expect.stringContaining('hello') });
});

test('a file that was damaged on the disk is noticed, not loaded, and fetched anew by get', async () => {
  const store = await openStore(PINNED, { mirrors: [await mirrorWith('hello.onnx', HELLO.bytes)] });
  const { path } = await store.get('hello');
  await writeFile(path, 'HELLO\n');
  expect(await store.verify('hello')).toMatchObject({ state: 'damaged', detail: expect.stringContaining(HELLO.sha256) });
  await expect(store.find('hello')).rejects.toMatchObject({ code: 'WRONG_HASH' });
  expect((await store.get('hello')).sha256).toBe(HELLO.sha256);
});

test('an imported file is recognised by its checksum, whatever it is called', async () => {
  const store = await openStore(PINNED);
  const path = join(await mirrorWith('download (3).bin', HELLO.bytes), 'download (3).bin');
  expect(await store.import(path)).toMatchObject({ id: 'hello', sha256: HELLO.sha256 });
  expect(await store.state('hello')).toBe('here');
});

test.each([
  [undefined, 'UNKNOWN'],
  ['hello', 'WRONG_HASH'],
])('a file that is no known model is not imported (as %s: %s)', async (id, code) => {
  const store = await openStore(PINNED);
  const path = join(await mirrorWith('a.onnx', 'something else'), 'a.onnx');
  await expect(store.import(path, id)).rejects.toMatchObject({ code });
  expect(await store.state('hello')).toBe('absent');
});

test('a removed model is gone; removing it again says so', async () => {
  const store = await openStore(PINNED, { mirrors: [await mirrorWith('hello.onnx', HELLO.bytes)] });
  await store.get('hello');
  expect(await store.remove('hello')).toBe(true);
  expect(await store.state('hello')).toBe('absent');
  expect(await store.remove('hello')).toBe(false);
});

test('two stores on one folder that want the same model fetch it once', async () => {
  const server = await serve((request, response) => void setTimeout(() => sendFile(HELLO.bytes)(request, response), 100));
  const first = await openStore({ ...PINNED, url: `${server.address}/hello.onnx` });
  const second = await openStore({ ...PINNED, url: `${server.address}/hello.onnx` }, { folder: first.folder });
  const models = await Promise.all([first.get('hello'), second.get('hello')]);
  expect(models.map(({ sha256 }) => sha256)).toEqual([HELLO.sha256, HELLO.sha256]);
  expect(server.requests).toHaveLength(1);
});

test.skipIf(!existsSync('/dev/full'))('a full disk is said in one line (skipped where there is no /dev/full)', async () => {
  const { address } = await serve(sendFile(HELLO.bytes));
  const store = await openStore({ ...PINNED, url: `${address}/hello.onnx` });
  await mkdir(join(store.folder, 'hello'));
  await symlink('/dev/full', join(store.folder, 'hello', 'fetching.part'));
  await expect(store.get('hello')).rejects.toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining(`hello: there is no space left in ${store.folder}. Free some space`) });
});

test('an abort ends the wait for a model', async () => {
  const { address } = await serve(() => undefined);
  const store = await openStore({ ...PINNED, url: `${address}/hello.onnx` });
  await expect(store.get('hello', { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort/);
});
