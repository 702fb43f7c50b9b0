import { afterAll, expect, test } from 'vitest';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { writeModel } from '../../runtime/onnx/write-model.ts';
import { probeDevices } from '../../runtime/probe-devices.ts';
import { float32 } from '../../runtime/tensor.ts';
import { unary } from './graphs.ts';

const [report] = await probeDevices(['webgpu']);
const runtime = report?.works ? await openRuntime({ device: 'webgpu', workers: 2 }) : undefined;
const skipped = report?.works ? '' : ` (skipped, no WebGPU here: ${report?.reason})`;
afterAll(() => runtime?.[Symbol.asyncDispose]());

test.skipIf(!runtime)(`a run on WebGPU gives the CPU’s values and tells that WebGPU ran its nodes${skipped}`, async () => {
  const session = await runtime!.open(unary('Neg'), { name: 'negate' });
  const { y } = await session.run({ x: float32(Float32Array.of(1, 2, 3), 1, 3) });
  expect(y?.data).toEqual(Float32Array.of(-1, -2, -3));
  expect(session).toMatchObject({ device: 'webgpu', placement: { webgpu: 1 } });
});

test.skipIf(!runtime)(`a graph that WebGPU leaves to the CPU says so once it has run${skipped}`, async () => {
  const node = { op: 'NonZero', inputs: ['x'], outputs: ['y'] };
  const model = writeModel({ nodes: [node], inputs: [{ name: 'x', type: 'float32', dims: ['n'] }], outputs: [{ name: 'y', type: 'int64', dims: [1, 'm'] }] });
  const session = await runtime!.open(model, { name: 'nonzero' });
  const { y } = await session.run({ x: float32(Float32Array.of(0, 5, 0, 7), 4) });
  expect(y?.data).toEqual(BigInt64Array.of(1n, 3n));
  expect(session).toMatchObject({ device: 'cpu', placement: { cpu: 1 } });
});

test.skipIf(!runtime)(`sessions opened for two workers run one after another without a crash${skipped}`, async () => {
  const sessions = await Promise.all([0, 1].map((worker) => runtime!.open(unary('Neg'), { name: `negate ${worker}`, worker })));
  const results = await Promise.all(sessions.map((session) => session.run({ x: float32(Float32Array.of(1, 2, 3), 1, 3) })));
  expect(results.map(({ y }) => y?.data[2])).toEqual([-3, -3]);
});
