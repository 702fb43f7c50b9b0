import { expect, test } from 'vitest';
import tf from '@tensorflow/tfjs';
import { exposeUnits } from '../../../plugins/gate/expose-units.ts';
import { findLastLayer } from '../../../plugins/gate/last-layer.ts';
import { logitsOf } from '../../../plugins/gate/linear-head.ts';
import { compile } from '../../../runtime/compile/compile.ts';
import type { Model } from '../../../runtime/onnx/model.ts';
import { parseModel, readModel } from '../../../runtime/onnx/read-model.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { float32 } from '../../../runtime/tensor.ts';

const VOICE_HEAD = 'extractors/audio/head/voice-head.onnx';

test('the units of the voice head give its probabilities: softmax of the last layer, calm added to neutral', async () => {
  const model = await readModel(VOICE_HEAD);
  const layer = findLastLayer(model, { subject: VOICE_HEAD });
  const { units, probabilities } = await run(exposeUnits(model, layer), { features: float32(Float32Array.from({ length: 2 * 446 }, (_, at) => Math.sin(at)), 2, 446) });
  const logits = logitsOf(layer.head, units.subarray(256));
  const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
  const total = powers.reduce((sum, value) => sum + value, 0);
  expect((powers[0]! + powers[7]!) / total).toBeCloseTo(probabilities![7]!, 5); // Neutral of the second row
  expect(powers[1]! / total).toBeCloseTo(probabilities![8]!, 5);
});

test('of a head of two folds, whose logits are averaged, the units of both stand side by side', async () => {
  const weights = (shape: [number, number], seed: number) => tf.tensor(Array.from({ length: shape[0] * shape[1] }, (_, at) => Math.sin(seed + at)), shape);
  const fold = (x: tf.Tensor, seed: number) => tf.add(tf.matMul(tf.relu(tf.matMul(x, weights([3, 4], seed))), weights([4, 2], seed + 20)), tf.tensor([seed, -seed]));
  const model = parseModel(compile(({ x }) => ({ logits: tf.div(tf.addN([fold(x!, 1), fold(x!, 5)]), 2) }), { name: 'two', inputs: { x: { dims: ['batch', 3] } } }), 'two');
  const layer = findLastLayer(model, { subject: 'two' });
  expect(layer.head).toMatchObject({ width: 8, classes: 2 });
  const { units, logits } = await run(exposeUnits(model, layer), { x: float32(Float32Array.of(1, -2, 0.5), 1, 3) });
  logitsOf(layer.head, units).forEach((value, label) => expect(value).toBeCloseTo(logits![label]!, 5));
});

test('weights that the graph shapes or turns before it uses them are found', async () => {
  const weight = (name: string, dims: readonly number[]) => ({ name, type: 'float32', dims, data: Float32Array.from({ length: 6 }, (_, at) => Math.sin(at)) }) as const;
  const model: Model = {
    nodes: [
      { op: 'Reshape', inputs: ['w', 'shape'], outputs: ['shaped'] }, { op: 'Transpose', inputs: ['v'], outputs: ['turned'], attributes: { perm: [1, 0] } },
      { op: 'MatMul', inputs: ['x', 'shaped'], outputs: ['a'] }, { op: 'MatMul', inputs: ['x', 'turned'], outputs: ['b'] }, { op: 'Add', inputs: ['a', 'b'], outputs: ['logits'] },
    ],
    initializers: [weight('w', [1, 3, 2]), weight('v', [2, 3]), { name: 'shape', type: 'int64', dims: [2], data: BigInt64Array.of(-1n, 2n) }],
    inputs: [{ name: 'x', type: 'float32', dims: ['n', 3] }],
    outputs: [{ name: 'logits', type: 'float32', dims: ['n', 2] }],
  };
  const layer = findLastLayer(model, { subject: 'net' });
  const { units, logits } = await run(exposeUnits(model, layer), { x: float32(Float32Array.of(1, -2, 0.5), 1, 3) });
  expect(units).toHaveLength(6);
  logitsOf(layer.head, units).forEach((value, label) => expect(value).toBeCloseTo(logits![label]!, 5));
});

test.each([
  ['an input', { nodes: [{ op: 'Softmax', inputs: ['x'], outputs: ['y'] }] }, 'no last layer is found: "x" is an input'],
  ['a recurrent net', { nodes: [{ op: 'Tanh', inputs: ['x'], outputs: ['y'] }] }, 'no last layer is found: "y" is made by Tanh'],
  ['a product of two inputs', { nodes: [{ op: 'MatMul', inputs: ['x', 'x'], outputs: ['y'] }] }, 'has no fixed weights'],
])('%s as the output is no last layer', (_, { nodes }, message) => {
  const model: Model = { nodes, inputs: [{ name: 'x', type: 'float32', dims: ['n', 2] }], outputs: [{ name: 'y', type: 'float32', dims: ['n', 2] }] };
  expect(() => findLastLayer(model, { subject: 'head.onnx' })).toThrow(message);
});

async function run(model: Model, feeds: Parameters<Awaited<ReturnType<Awaited<ReturnType<typeof openRuntime>>['open']>>['run']>[0]): Promise<{ units: Float32Array; [name: string]: Float32Array }> {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using session = await runtime.open(writeModel(model), { name: 'test' });
  const outputs = await session.run(feeds);
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name === 'gate.units' ? 'units' : name, data as Float32Array])) as { units: Float32Array };
}
