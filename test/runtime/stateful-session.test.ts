import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeModel } from '../../runtime/onnx/write-model.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { float32 } from '../../runtime/tensor.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** Adds `x` to a sum that is carried over. */
const SUM = writeModel({
  nodes: [{ op: 'Add', inputs: ['sum', 'x'], outputs: ['next'] }, { op: 'Mul', inputs: ['next', 'next'], outputs: ['square'] }],
  inputs: [{ name: 'x', type: 'float32', dims: [2] }, { name: 'sum', type: 'float32', dims: [2] }],
  outputs: [{ name: 'next', type: 'float32', dims: [2] }, { name: 'square', type: 'float32', dims: [2] }],
});

let runtime: Runtime;
beforeAll(async () => (runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 })));
afterAll(() => runtime[Symbol.asyncDispose]());

const open = () => runtime.openStateful(SUM, { name: 'sum', carry: { sum: 'next' } });
const two = (a: number, b: number) => float32(Float32Array.of(a, b), 2);

test('state is carried from run to run and is no output', async () => {
  await using session = await open();
  await session.writeState({ sum: two(1, 2) });
  expect(await session.run({ x: two(1, 1) })).toEqual({ square: two(4, 9) });
  expect(await session.run({ x: two(1, 1) })).toEqual({ square: two(9, 16) });
  expect(await session.readState()).toEqual({ sum: two(3, 4) });
});

test('reading the state does not disturb it, nor does changing what was read or written', async () => {
  await using session = await open();
  const first = two(1, 2);
  await session.writeState({ sum: first });
  first.data.fill(9);
  (await session.readState()).sum!.data.fill(7 as never);
  expect(await session.run({ x: two(0, 0) })).toEqual({ square: two(1, 4) });
});

test('state goes back to what was saved', async () => {
  await using session = await open();
  await session.writeState({ sum: two(0, 0) });
  await session.run({ x: two(1, 1) });
  const saved = await session.readState();
  await session.run({ x: two(5, 5) });
  await session.writeState(saved);
  expect((await session.run({ x: two(1, 1) })).square).toEqual(two(4, 4));
});

test('state that was never set, is unknown or has another shape is refused by name', async () => {
  await using session = await open();
  await expect(session.run({ x: two(1, 1) })).rejects.toThrow('the state "sum" was never set');
  await expect(session.writeState({ total: two(1, 1) })).rejects.toThrow('there is no input "total"');
  await expect(session.writeState({ sum: float32(new Float32Array(3), 3) })).rejects.toThrow('input "sum" has shape [3], the graph wants [2]');
});
