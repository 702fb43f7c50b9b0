import { afterAll, expect, test } from 'vitest';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { float32 } from '../../runtime/tensor.ts';
import { slow, sum, unary } from './graphs.ts';
import type { Session } from '../../runtime/runtime.ts';

const SIDE = 512;
const matrix = () => ({ x: float32(new Float32Array(SIDE * SIDE).fill(1 / SIDE), SIDE, SIDE) });
const cpu = { device: 'cpu', workers: 2, threads: 1 } as const;
const runtime = await openRuntime(cpu);
afterAll(() => runtime[Symbol.asyncDispose]());

/** Asks the sluggish session first, the quick one right after; resolves with the order in which they answered. */
async function raceOf(sluggish: Session, quick: Session): Promise<string[]> {
  const order: string[] = [];
  await Promise.all([
    sluggish.run(matrix()).then(() => order.push('slow')),
    quick.run({ x: float32(new Float32Array(3), 1, 3) }).then(() => order.push('quick')),
  ]);
  return order;
}

test('a graph given as bytes runs on a worker thread and its result comes back', async () => {
  await using session = await runtime.open(unary('Neg'), { name: 'negate' });
  const { y } = await session.run({ x: float32(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3) });
  expect(y).toEqual({ type: 'float32', dims: [2, 3], data: Float32Array.of(-1, -2, -3, -4, -5, -6) });
  expect(session).toMatchObject({ name: 'negate', device: 'cpu', placement: undefined });
});

test('a session tells name, type and shape of its inputs and outputs, with the names of what may vary', async () => {
  const session = await runtime.open(unary('Identity', { type: 'int64' }), { name: 'echo' });
  expect(session.inputs).toEqual([{ name: 'x', type: 'int64', dims: ['batch', 3] }]);
  expect(session.outputs).toEqual([{ name: 'y', type: 'int64', dims: ['batch', 3] }]);
});

test('a dimension without a name is shown as a question mark', async () => {
  const session = await runtime.open(unary('Neg', { dims: ['', 3] }), { name: 'negate' });
  expect(session.inputs).toEqual([{ name: 'x', type: 'float32', dims: ['?', 3] }]);
});

test('a session that is closed at once still gives the result that was asked of it', async () => {
  const session = await runtime.open(unary('Neg'), { name: 'negate' });
  const running = session.run({ x: float32(Float32Array.of(1, 2, 3), 1, 3) });
  await session[Symbol.asyncDispose]();
  expect((await running).y?.data).toEqual(Float32Array.of(-1, -2, -3));
});

test.each([
  { type: 'float32', data: Float32Array.of(1.5, -2, 3) },
  { type: 'int32', data: Int32Array.of(1, -2, 3) },
  { type: 'int64', data: BigInt64Array.of(1n, -2n, 2n ** 40n) },
  { type: 'uint8', data: Uint8Array.of(0, 7, 255) },
  { type: 'bool', data: Uint8Array.of(0, 1, 1) },
] as const)('$type values cross the threads unchanged, in both directions', async ({ type, data }) => {
  const session = await runtime.open(unary('Identity', { type, dims: [3] }), { name: 'echo' });
  const { y } = await session.run({ x: { type, dims: [3], data: data.slice() } as never });
  expect(y).toEqual({ type, dims: [3], data });
});

test('the buffers of the feeds are moved, not copied', async () => {
  const session = await runtime.open(unary('Neg'), { name: 'negate' });
  const data = new Float32Array(3);
  await session.run({ x: float32(data, 1, 3) });
  expect(data.buffer.detached).toBe(true);
});

test('two tensors over one buffer, or over a part of one, arrive whole', async () => {
  const session = await runtime.open(sum(), { name: 'sum' });
  const shared = Float32Array.of(1, 2, 3, 4);
  const { y } = await session.run({ a: float32(shared, 4), b: float32(shared, 4) });
  const part = Float32Array.of(10, 20, 30, 40);
  const { y: parts } = await session.run({ a: float32(part.subarray(0, 2), 2), b: float32(part.subarray(2), 2) });
  expect([y?.data, parts?.data, part]).toEqual([Float32Array.of(2, 4, 6, 8), Float32Array.of(40, 60), Float32Array.of(10, 20, 30, 40)]);
});

test('tensors in shared memory are taken', async () => {
  const session = await runtime.open(unary('Neg'), { name: 'negate' });
  const data = new Float32Array(new SharedArrayBuffer(12)).fill(2);
  const { y } = await session.run({ x: float32(data, 1, 3) });
  expect(y?.data).toEqual(Float32Array.of(-2, -2, -2));
});

test('sessions on two workers run side by side: a quick one overtakes a slow one that began earlier', async () => {
  await using runtime = await openRuntime(cpu);
  const sluggish = await runtime.open(slow(), { name: 'slow' });
  const quick = await runtime.open(unary('Neg'), { name: 'quick' });
  expect(await raceOf(sluggish, quick)).toEqual(['quick', 'slow']);
});

test('sessions pinned to one worker answer in the order of the calls', async () => {
  const sluggish = await runtime.open(slow(), { name: 'slow', worker: 1 });
  const quick = await runtime.open(unary('Neg'), { name: 'quick', worker: 1 });
  expect(await raceOf(sluggish, quick)).toEqual(['slow', 'quick']);
});

test('a session that was closed makes its worker the one with least to do', async () => {
  await using runtime = await openRuntime(cpu);
  const first = await runtime.open(unary('Neg'), { name: 'first' });
  const sluggish = await runtime.open(slow(), { name: 'slow' });
  await first[Symbol.asyncDispose]();
  const quick = await runtime.open(unary('Neg'), { name: 'quick' });
  expect(await raceOf(sluggish, quick)).toEqual(['quick', 'slow']);
});

test('a graph that could not be loaded does not count as something to do', async () => {
  await using own = await openRuntime(cpu);
  for (const name of ['broken', 'broken too']) await own.open(new Uint8Array(3), { name, worker: 0 }).catch(() => undefined);
  const sluggish = await own.open(slow(), { name: 'slow', worker: 1 });
  const quick = await own.open(unary('Neg'), { name: 'quick' });
  expect(await raceOf(sluggish, quick)).toEqual(['quick', 'slow']);
});

test('a session may be pinned to a worker that this machine has too few cores for', async () => {
  const session = await runtime.open(unary('Neg'), { name: 'negate', worker: 7 });
  expect(session.device).toBe('cpu');
});

test('the calling thread stays free while a graph runs', async () => {
  const session = await runtime.open(slow(), { name: 'slow' });
  const running = session.run(matrix()).then(() => 'result');
  const timer = new Promise<string>((resolve) => setTimeout(resolve, 5, 'timer'));
  expect(await Promise.race([running, timer])).toBe('timer');
  await running;
});

test('closing the runtime rejects what is still asked of it, naming the model', async () => {
  const runtime = await openRuntime(cpu);
  const session = await runtime.open(slow(), { name: 'slow' });
  const running = expect(session.run(matrix())).rejects.toThrow('slow: the runtime was closed before it answered');
  await runtime[Symbol.asyncDispose]();
  await running;
  await expect(session.run(matrix())).rejects.toMatchObject({ name: 'ModelError', code: 'FAILED' });
});

test('a closed session refuses to run, and closing it twice is no mistake', async () => {
  const session = await runtime.open(unary('Neg'), { name: 'negate' });
  await session[Symbol.asyncDispose]();
  await session[Symbol.asyncDispose]();
  await expect(session.run({ x: float32(new Float32Array(3), 1, 3) })).rejects.toThrow('negate: it was closed.');
});

test('a device that is not here is refused with the reason, on one line', async () => {
  const elsewhere = process.platform === 'darwin' ? 'directml' : 'coreml';
  const refused = openRuntime({ device: elsewhere });
  await expect(refused).rejects.toMatchObject({ name: 'DeviceError', code: 'UNAVAILABLE' });
  await expect(refused).rejects.toThrow(new RegExp(`^${elsewhere}: onnxruntime-node for \\S+ \\S+ does not contain it\\. Use [^\\n]+$`));
});

test('a feed that does not fit is refused before it is moved', async () => {
  const session = await runtime.open(unary('Neg'), { name: 'negate' });
  const data = new Float32Array(4);
  await expect(session.run({ x: float32(data, 1, 4) })).rejects.toThrow('negate: input "x" has shape [1, 4], the graph wants [batch, 3].');
  expect(data.buffer.detached).toBe(false);
});
