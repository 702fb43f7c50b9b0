import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { besideUrl } from '../../runtime/beside-url.ts';
import { openSession } from '../../runtime/open-session.ts';
import { writeModel } from '../../runtime/onnx/write-model.ts';
import { SessionThread } from '../../runtime/session-thread.ts';
import { float32 } from '../../runtime/tensor.ts';
import { unary } from './graphs.ts';

const runtimeFolder = new URL('../../runtime/index.ts', import.meta.url).href;
const thread = new SessionThread(besideUrl(runtimeFolder, 'session-worker'));
const place = { name: 'net', thread, key: 0, device: 'cpu', threads: 1, onClose: () => undefined } as const;
afterAll(() => thread[Symbol.asyncDispose]());

test.each([
  ['no bytes at all', new Uint8Array()],
  ['three bytes', Uint8Array.of(1, 2, 3)],
  ['a page of HTML', new TextEncoder().encode('<!doctype html><title>404</title>')],
  ['a model cut short', unary('Neg').slice(0, 60)],
])('%s is refused as a broken model', async (_, bytes) => {
  await expect(openSession(bytes, place)).rejects.toMatchObject({ name: 'ModelError', code: 'BROKEN', message: expect.stringMatching(/^net: [^\n]+\. Fetch it again/) });
});

test('a text file called .onnx is refused as a broken model', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'net.onnx');
  await writeFile(path, 'version https://git-lfs.github.com/spec/v1');
  await expect(openSession(path, place)).rejects.toMatchObject({ code: 'BROKEN' });
});

test('a file that is not there is reported as missing, with its path', async () => {
  await expect(openSession('/nowhere/net.onnx', place)).rejects.toMatchObject({ code: 'MISSING', message: expect.stringContaining('/nowhere/net.onnx') });
});

test('an operator that ONNX Runtime does not know is reported as not supported', async () => {
  await expect(openSession(unary('Telepathy'), place)).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining('Telepathy') });
});

test('a graph with an element type that does not cross threads is refused, naming the output', async () => {
  const x = { name: 'x', type: 'float64', dims: [1] } as const;
  const bytes = writeModel({ nodes: [{ op: 'Neg', inputs: ['x'], outputs: ['y'] }], inputs: [x], outputs: [{ ...x, name: 'y' }] });
  await expect(openSession(bytes, place)).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining('"x" is of type float64') });
});

test('an inference that fails is reported with the model and the reason', async () => {
  const reshape = { op: 'Reshape', inputs: ['x', 'shape'], outputs: ['y'] };
  const inputs = [{ name: 'x', type: 'float32', dims: ['n'] }, { name: 'shape', type: 'int64', dims: [1] }] as const;
  const session = await openSession(writeModel({ nodes: [reshape], inputs, outputs: [{ name: 'y', type: 'float32', dims: ['m'] }] }), place);
  const running = session.run({ x: float32(new Float32Array(4), 4), shape: { type: 'int64', dims: [1], data: BigInt64Array.of(7n) } });
  await expect(running).rejects.toMatchObject({ code: 'FAILED', message: expect.stringMatching(/^net: [^\n]*reshape[^\n]*$/i) });
});

test('after a failed inference the session still works', async () => {
  const session = await openSession(unary('Neg', { dims: ['n', 'm'] }), { ...place, key: 1 });
  await expect(session.run({})).rejects.toMatchObject({ code: 'BAD_INPUT' });
  const { y } = await session.run({ x: float32(Float32Array.of(4), 1, 1) });
  expect(y?.data).toEqual(Float32Array.of(-4));
});

test('a session that is closed twice counts as closed once', async () => {
  let closings = 0;
  const session = await openSession(unary('Neg'), { ...place, key: 2, onClose: () => (closings += 1) });
  await session[Symbol.asyncDispose]();
  await session[Symbol.asyncDispose]();
  expect(closings).toBe(1);
});

test('a run that waits is rejected, with the model named, when its worker thread dies', async () => {
  const code = `import { parentPort } from 'node:worker_threads';
    const open = { inputs: [], outputs: [] };
    parentPort.on('message', ({ id, order }) => order.kind === 'open' ? parentPort.postMessage({ id, value: open }) : process.exit(7));`;
  const mortal = new SessionThread(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  const session = await openSession(new Uint8Array(), { ...place, thread: mortal });
  await expect(session.run({})).rejects.toThrow('net: its worker thread ended (exit code 7). Try again');
  await expect(session.run({})).rejects.toThrow('net: its worker thread ended (exit code 7). Try again');
  await session[Symbol.asyncDispose]();
});

test('an error that escapes in a worker thread rejects what waits, with its message', async () => {
  const code = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('no memory left'); });`;
  const mortal = new SessionThread(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  await expect(openSession(new Uint8Array(), { ...place, thread: mortal })).rejects.toMatchObject({ code: 'FAILED', message: expect.stringContaining('no memory left') });
});

test('a buffer that was handed over comes back to be filled again, and only for the same length', async () => {
  await using session = await openSession(unary('Neg'), { ...place, key: 77 });
  const first = session.floats(3);
  first.set([1, 2, 3]);
  await session.run({ x: float32(first, 1, 3) });
  expect([...session.floats(6)]).toEqual([0, 0, 0, 0, 0, 0]);
  const again = session.floats(3);
  expect([...again]).toEqual([1, 2, 3]);
  const { y } = await session.run({ x: float32(again.map((value) => 2 * value), 1, 3) });
  expect([...y!.data]).toEqual([-2, -4, -6]);
});
