import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download } from '../../../../extractors/models/store/download.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { breakAfter, inTurn, sendFile, serve } from './serve.ts';

const BYTES = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31) % 251);

async function options(extra: { bytes?: number; attempts?: number; patience?: number; signal?: AbortSignal } = {}) {
  const reports: [number, number | undefined][] = [];
  const onProgress = (done: number, total?: number) => void reports.push([done, total]);
  return { part: join(await temporaryFolder(), 'file.part'), fetch: globalThis.fetch, pause: 0.01, onProgress, reports, seen: () => reports.length > 0, ...extra };
}

test('a file arrives whole, and its progress ends at its size', async () => {
  const server = await serve(sendFile(BYTES));
  const given = await options();
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
  expect(given.reports.at(-1)).toEqual([BYTES.length, BYTES.length]);
});

test('a broken download goes on where it broke', async () => {
  const given = await options();
  const server = await serve(inTurn(breakAfter(70_000, BYTES, given), sendFile(BYTES)));
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
  expect(server.requests[1]!.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  expect(server.requests[1]!.headers['if-range']).toBe('"v1"');
});

test('what an earlier run fetched is kept, and the next run goes on with it', async () => {
  const given = await options({ attempts: 1 });
  const server = await serve(inTurn(breakAfter(70_000, BYTES, given), sendFile(BYTES)));
  await expect(download(`${server.address}/a`, given)).rejects.toThrow();
  const have = (await readFile(given.part)).length;
  await download(`${server.address}/a`, given);
  expect(have).toBeGreaterThan(0);
  expect(server.requests[1]!.headers.range).toBe(`bytes=${have}-`);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
});

test('a file that changed on the server in the middle is fetched anew', async () => {
  const newer = BYTES.map((byte) => 255 - byte);
  const given = await options();
  const server = await serve(inTurn(breakAfter(70_000, BYTES, given), sendFile(newer, '"v2"')));
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(newer)).toBe(true);
});

test('a server that ignores If-Range and sends a range of a newer file is not believed', async () => {
  const newer = BYTES.map((byte) => 255 - byte);
  const given = await options();
  const careless = sendFile(newer, 'W/"v2"');
  const server = await serve(inTurn(breakAfter(70_000, BYTES, { ...given, etag: 'W/"v1"' }), careless));
  await download(`${server.address}/a`, given);
  expect(server.requests[1]!.headers['if-range']).toBeUndefined();
  expect((await readFile(given.part)).equals(newer)).toBe(true);
});

test('a range that starts elsewhere than asked is not appended', async () => {
  const shifted: RequestListener = (_, response) => void response.writeHead(206, { etag: '"v1"', 'content-range': 'bytes 5-199999/200000' }).end(BYTES.subarray(5));
  const given = await options();
  const server = await serve(inTurn(breakAfter(70_000, BYTES, given), shifted, sendFile(BYTES)));
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
});

test('what was fetched from another address is not gone on with', async () => {
  const server = await serve(sendFile(BYTES));
  const given = await options();
  await writeFile(given.part, 'other');
  await writeFile(`${given.part}.json`, JSON.stringify({ url: `${server.address}/b`, version: '"v1"' }));
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
});

test('a range that cannot be had is fetched anew', async () => {
  const server = await serve(inTurn((_, response) => void response.writeHead(416).end(), sendFile(BYTES)));
  const given = await options();
  await writeFile(given.part, new Uint8Array(300_000));
  await writeFile(`${given.part}.json`, JSON.stringify({ url: `${server.address}/a`, version: '"v1"' }));
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
});

test('a file that is not there is not asked for twice', async () => {
  const server = await serve((_, response) => void response.writeHead(404).end());
  await expect(download(`${server.address}/a`, await options())).rejects.toThrow('the server answers 404 Not Found');
  expect(server.requests).toHaveLength(1);
});

test('a server in trouble is asked again', async () => {
  const server = await serve(inTurn((_, response) => void response.writeHead(503).end(), sendFile(BYTES)));
  const given = await options();
  await download(`${server.address}/a`, given);
  expect((await readFile(given.part)).equals(BYTES)).toBe(true);
});

test('an answer of another size is refused before it is read', async () => {
  const server = await serve(sendFile(BYTES));
  const given = await options({ bytes: 5 });
  await expect(download(`${server.address}/a`, given)).rejects.toThrow('the server has 200000 bytes, not 5');
  expect(existsSync(given.part)).toBe(false);
});

test('a server that stops sending counts as broken after a while', async () => {
  const server = await serve((_, response) => void response.writeHead(200, { 'content-length': BYTES.length }).write(BYTES.subarray(0, 100)));
  await expect(download(`${server.address}/a`, await options({ attempts: 1, patience: 0.2 }))).rejects.toThrow('no answer for 0.2 seconds');
});

test('a slow server is waited for as long as bytes come', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 5 });
    let sent = 0;
    const timer = setInterval(() => (++sent < 5 ? response.write('x') : (clearInterval(timer), response.end('x'))), 100);
  });
  const given = await options({ attempts: 1, patience: 0.3 });
  await download(`${server.address}/a`, given);
  expect(await readFile(given.part, 'utf8')).toBe('xxxxx');
});

test('an abort ends the download and keeps the part', async () => {
  const controller = new AbortController();
  const server = await serve((_, response) => void response.writeHead(200, { etag: '"v1"', 'content-length': BYTES.length }).write(BYTES.subarray(0, 100)));
  const given = await options({ signal: controller.signal });
  const running = download(`${server.address}/a`, given);
  await expect.poll(() => given.reports.length).toBeGreaterThan(0);
  controller.abort();
  await expect(running).rejects.toThrow(/abort/);
  expect(existsSync(given.part)).toBe(true);
});
