import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exposeUnits, UNITS } from '../../../plugins/gate/expose-units.ts';
import { findLastLayer } from '../../../plugins/gate/last-layer.ts';
import { logitsOf } from '../../../plugins/gate/linear-head.ts';
import { rowAt } from '../../../plugins/gate/unit-rows.ts';
import type { GraphNode, Initializer, Model } from '../../../runtime/onnx/model.ts';
import { readModel } from '../../../runtime/onnx/read-model.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { float32 } from '../../../runtime/tensor.ts';

const [CHANNELS, CLASSES] = [4, 6];
const GLOBAL: GraphNode = { op: 'GlobalAveragePool', inputs: ['maps'], outputs: ['mean'] };
const FLAT: GraphNode = { op: 'Flatten', inputs: ['mean'], outputs: ['logits'] };

/** Values in [-1, 1] that differ at every place. */
function waves(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, at) => Math.sin(seed + 1.7 * at + 0.01 * at * at));
}

function constant(name: string, dims: readonly number[], seed = dims.length): Initializer {
  return { name, type: 'float32', dims, data: waves(dims.reduce((product, side) => product * side, 1), seed) };
}

function ints(name: string, values: readonly number[]): Initializer {
  return { name, type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}

interface Net {
  readonly dims?: readonly number[];
  readonly weight?: readonly number[];
  readonly attributes?: GraphNode['attributes'];
  readonly ending?: readonly GraphNode[];
  readonly more?: readonly Initializer[];
  readonly opset?: number;
  readonly bias?: boolean;
}

/** A convolution, its average over all positions, and a softmax. */
function net({ dims = [CHANNELS, 7, 9], weight = [CLASSES, CHANNELS, 3, 3], attributes = {}, ending = [GLOBAL, FLAT], more = [], opset = 18, bias = true }: Net): Model {
  return {
    opset,
    nodes: [{ op: 'Conv', inputs: ['x', 'w', ...(bias ? ['b'] : [])], outputs: ['maps'], attributes }, ...ending],
    initializers: [constant('w', weight), ...(bias ? [constant('b', [CLASSES], 9)] : []), ...more],
    inputs: [{ name: 'x', type: 'float32', dims: ['n', ...dims] }],
    outputs: [{ name: 'logits', type: 'float32', dims: ['n', CLASSES] }],
  };
}

const mean = (attributes: GraphNode['attributes'], ...inputs: string[]): GraphNode => ({ op: 'ReduceMean', inputs: ['maps', ...inputs], outputs: ['logits'], attributes: { ...attributes, keepdims: 0 } });

test.each<readonly [string, Net]>([
  ['no margin', {}],
  ['a margin as large as the kernel wants', { attributes: { auto_pad: 'SAME_UPPER' } }],
  ['margins that differ by side, and steps', { attributes: { pads: [0, 2, 1, 3], strides: [2, 3] } }],
  ['gaps in the kernel', { attributes: { dilations: [2, 1], pads: [2, 1, 2, 1] } }],
  ['groups', { weight: [CLASSES, CHANNELS / 2, 3, 3], attributes: { group: 2, pads: [1, 1, 1, 1] } }],
  ['no bias', { bias: false }],
  ['one dimension', { dims: [CHANNELS, 11], weight: [CLASSES, CHANNELS, 5], attributes: { pads: [2, 2] } }],
  ['axes of the average as an attribute', { opset: 13, ending: [mean({ axes: [2, 3] })] }],
  ['axes of the average as an input, counted from the end', { ending: [mean({}, 'axes')], more: [ints('axes', [-1, -2])] }],
  ['a bias that is added after it, and a scale', {
    ending: [{ op: 'Add', inputs: ['maps', 'more'], outputs: ['sum'] }, { op: 'Mul', inputs: ['sum', 'two'], outputs: ['scaled'] }, { ...GLOBAL, inputs: ['scaled'] }, FLAT],
    more: [constant('more', [1, CLASSES, 1, 1], 5), { name: 'two', type: 'float32', dims: [], data: Float32Array.of(2) }],
  }],
])('a convolution that is averaged is a last layer: with %s its units give the logits of the graph', async (_, given) => {
  await expectSameLogits(net(given), given.dims ?? [CHANNELS, 7, 9]);
});

test('a convolution of one place over averages is one as well', async () => {
  const model: Model = {
    nodes: [{ ...GLOBAL, inputs: ['x'], outputs: ['pooled'] }, { op: 'Conv', inputs: ['pooled', 'w', 'b'], outputs: ['mean'] }, FLAT],
    initializers: [constant('w', [CLASSES, CHANNELS, 1, 1]), constant('b', [CLASSES])],
    inputs: [{ name: 'x', type: 'float32', dims: ['n', CHANNELS, 5, 5] }],
    outputs: [{ name: 'logits', type: 'float32', dims: ['n', CLASSES] }],
  };
  expect(await expectSameLogits(model, [CHANNELS, 5, 5])).toBe(CHANNELS);
});

test.each<readonly [string, Net, string]>([
  ['is not averaged', { ending: [{ ...FLAT, inputs: ['maps'] }] }, 'the Conv that makes it is not averaged over all positions'],
  ['is averaged over rows only', { ending: [mean({}, 'axes')], more: [ints('axes', [2])] }, 'the Conv that makes it is not averaged over all positions'],
  ['is rectified before the average', { ending: [{ op: 'Relu', inputs: ['maps'], outputs: ['r'] }, { ...GLOBAL, inputs: ['r'] }, FLAT] }, '"r" is made by Relu'],
])('a convolution that %s is none', (_, given, message) => {
  expect(() => findLastLayer(net(given), { subject: 'net' })).toThrow(`net: no last layer is found: ${message}`);
});

const ASSETS = ['human_emotion', 'fer2013_mini_xception'].map((name) => `../shared/assets/models/expression/${name}.onnx`);
for (const path of ASSETS) {
  test.skipIf(!existsSync(path))(`the units of ${path} give its probabilities (skipped where the file is not at hand)`, async () => {
    const model = await readModel(path);
    const layer = findLastLayer(model, { subject: path });
    const { units, outputs } = await run(exposeUnits(model, layer), [64, 64, 1]);
    const powers = logitsOf(layer.head, units.subarray(layer.head.width)).map(Math.exp);
    const total = powers.reduce((sum, value) => sum + value, 0);
    powers.forEach((value, label) => expect(value / total).toBeCloseTo(outputs[7 + label]!, 5));
  });
}

/** Of two rows; resolves with the width of the last layer. */
async function expectSameLogits(model: Model, dims: readonly number[]): Promise<number> {
  const { head, ...layer } = findLastLayer(model, { subject: 'net' });
  const { units, outputs } = await run(exposeUnits(model, { head, ...layer }), dims);
  expect(units).toHaveLength(2 * head.width);
  for (const row of [0, 1]) logitsOf(head, rowAt({ values: units, width: head.width }, row)).forEach((value, label) => expect(Math.abs(value - outputs[row * CLASSES + label]!)).toBeLessThan(1e-4));
  return head.width;
}

async function run(model: Model, dims: readonly number[]): Promise<{ readonly units: Float32Array; readonly outputs: Float32Array }> {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using session = await runtime.open(writeModel(model), { name: 'test' });
  const outputs = await session.run({ [session.inputs[0]!.name]: float32(waves(2 * dims.reduce((product, side) => product * side, 1), 3), 2, ...dims) });
  const { [UNITS]: units, ...others } = outputs;
  return { units: units!.data as Float32Array, outputs: Object.values(others)[0]!.data as Float32Array };
}
