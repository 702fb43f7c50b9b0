import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { compile } from '../../../runtime/compile/compile.ts';
import { trace } from '../../../runtime/compile/trace.ts';
import { scan, type ScanBody, type ScanResult } from '../../../runtime/ops/scan.ts';
import { onTfjsCpu } from '../compile/on-tfjs-cpu.ts';
import { randomArray } from '../compile/random-array.ts';
import { runOnnx } from '../compile/run-onnx.ts';
import { expectClose, expectThreeWays, given } from './three-ways.ts';
import type { Tensor } from '@tensorflow/tfjs';

type Inputs = Record<string, Tensor>;

beforeAll(() => onTfjsCpu());

/** A cell with a product, a bias, a factor that is used twice and a second carry. */
const cell: ScanBody = ({ carry, inputs, constants }) => {
  const state = tf.tanh(tf.matMul(carry.state!, constants.weight!).add(constants.bias!).add(inputs.x!)).mul(constants.factor!);
  const count = carry.count!.add(state.sum(1).mul(constants.factor!.mean()));
  return { carry: { state, count }, outputs: { state, gain: inputs.x!.mul(count.expandDims(1)) } };
};

const runCell = ({ x, state, weight, bias, factor }: Inputs, reverse = false): ScanResult => {
  const constants = { weight: weight!, bias: bias!, factor: factor! };
  return scan(cell, { carry: { state: state!, count: tf.zeros([state!.shape[0]]) }, inputs: { x: x! }, constants, reverse });
};
const flatten = ({ carry, outputs }: ScanResult): Tensor => tf.concat([...Object.values(outputs), ...Object.values(carry)].map((tensor) => tensor.reshape([-1])));

const floats = (dims: readonly number[], seed: number) => ({ dims, data: randomArray(dims.reduce((a, b) => a * b, 1), seed) });
const CELL = { x: floats([4, 2, 3], 1), state: floats([2, 3], 2), weight: floats([3, 3], 3), bias: floats([3], 4), factor: floats([3], 5) };

test.each([false, true])('a scan gives values and gradients of carry, inputs and constants (reverse: %s)', async (reverse) => {
  await expectThreeWays((inputs) => flatten(runCell(inputs, reverse)), CELL);
});

test('a scan within a scan gives values and gradients', async () => {
  await expectThreeWays(
    ({ x, weight }) => {
      const inner: ScanBody = ({ carry, inputs, constants }) => {
        const sum = tf.tanh(carry.sum!.add(inputs.row!.mul(constants.weight!)));
        return { carry: { sum }, outputs: {} };
      };
      const outer: ScanBody = ({ carry, inputs, constants }) => {
        const { sum } = scan(inner, { carry, inputs: { row: inputs.rows! }, constants }).carry;
        return { carry: { sum: sum!.mul(constants.weight!) }, outputs: { sum: sum!.square() } };
      };
      return scan(outer, { carry: { sum: tf.zeros([2]) }, inputs: { rows: x! }, constants: { weight: weight! } }).outputs.sum!;
    },
    { x: given([3, 4, 2]), weight: given([2], 2) },
  );
});

test('a carry that no step reads and an output that is the carry itself have gradients', async () => {
  await expectThreeWays(
    ({ x, sum }) => {
      const body: ScanBody = ({ carry, inputs }) => ({ carry: { last: inputs.x!, sum: carry.sum! }, outputs: { sum: carry.sum!, x: inputs.x! } });
      const { carry, outputs } = scan(body, { carry: { last: tf.zeros([2]), sum: sum! }, inputs: { x: x! } });
      return tf.concat([carry.last!, outputs.sum!.mul(outputs.x!).reshape([-1])]);
    },
    { x: given([3, 2]), sum: given([2], 3) },
  );
});

test('gradients of a constant that is cut and turned in each step add up', async () => {
  await expectThreeWays(
    ({ x, weight }) => {
      const body: ScanBody = ({ carry, inputs, constants }) => {
        const part = constants.weight!.slice([0, 1], [2, 2]).transpose();
        const state = tf.tanh(tf.matMul(carry.state!, part).add(tf.matMul(inputs.x!, constants.weight!, false, true)));
        return { carry: { state }, outputs: { state } };
      };
      return scan(body, { carry: { state: tf.ones([3, 2]) }, inputs: { x: x! }, constants: { weight: weight! } }).outputs.state!;
    },
    { x: given([4, 3, 3]), weight: given([2, 3], 2) },
  );
});

const gradientsOf = (inputs: Inputs): Inputs => {
  const names = ['x', 'state', 'weight', 'bias', 'factor'];
  const score = (...tensors: Tensor[]) => {
    const { carry, outputs } = runCell(Object.fromEntries(names.map((name, index) => [name, tensors[index]!])));
    return tf.addN([...Object.values(carry), ...Object.values(outputs)].map((tensor) => tensor.square().sum()));
  };
  const gradients = tf.grads(score)(names.map((name) => inputs[name]!));
  return Object.fromEntries(names.map((name, index) => [`d_${name}`, gradients[index]!]));
};

test('a scan and its gradient are as many nodes for 500 steps as for 5, and two of them are scans', () => {
  const nodesFor = (steps: number) => trace(gradientsOf, { ...mapDims(CELL), x: { dims: [steps, 2, 3] } }, {}).nodes.map(({ op }) => op);
  expect(nodesFor(500)).toEqual(nodesFor(5));
  expect(nodesFor(5).filter((op) => op === 'Scan')).toHaveLength(2);
});

test('one compiled file takes any number of steps and any batch, gradients included', async () => {
  const bytes = compile(gradientsOf, { name: 'cell', inputs: { ...mapDims(CELL), x: { dims: ['time', 'batch', 3] }, state: { dims: ['batch', 3] } } });
  for (const [steps, batch] of [[1, 1], [6, 4]] as const) {
    const feeds = { ...CELL, x: floats([steps, batch, 3], 1), state: floats([batch, 3], 2) };
    const expected = gradientsOf(Object.fromEntries(Object.entries(feeds).map(([name, { data, dims }]) => [name, tf.tensor(data, [...dims])])));
    const actual = await runOnnx(bytes, feeds);
    for (const [name, tensor] of Object.entries(expected)) expectClose(name, actual[name]!.data, { to: [...tensor.dataSync()], within: 1e-5 });
  }
});

test('a step that reads a traced tensor it was not given cannot be compiled, and the error says what to do', () => {
  const careless = ({ x, weight }: Inputs) => scan(({ carry, inputs }) => ({ carry, outputs: { y: inputs.x!.mul(weight!) } }), { carry: {}, inputs: { x: x! } }).outputs.y!;
  expect(() => compile((inputs) => careless(inputs), { name: 'careless', inputs: { x: { dims: [4, 3] }, weight: { dims: [3] } } })).toThrow(
    /a tensor of shape \[3\] is used inside a step that was not given it: pass it in `constants`/,
  );
});

test('inputs of different lengths are refused, and so is a scan without any', () => {
  const body: ScanBody = ({ carry }) => ({ carry, outputs: {} });
  expect(() => scan(body, { carry: {}, inputs: { a: tf.zeros([3, 1]), b: tf.zeros([4]) } })).toThrow('scan: the inputs are a [3, 1], b [4].');
  expect(() => scan(body, { carry: {}, inputs: {} })).toThrow('scan: the inputs are none.');
});

test('a carry that changes its shape is refused while compiling', () => {
  const grow = ({ x }: Inputs) => scan(({ carry }) => ({ carry: { sum: tf.concat([carry.sum!, carry.sum!]) }, outputs: {} }), { carry: { sum: tf.zeros([2]) }, inputs: { x: x! } }).carry.sum!;
  expect(() => compile(grow, { name: 'grow', inputs: { x: { dims: [4, 3] } } })).toThrow(/the carry "sum" is float32 \[2\] before a step and float32 \[4\] after it/);
});

function mapDims(inputs: Record<string, { readonly dims: readonly number[] }>): Record<string, { dims: readonly number[] }> {
  return Object.fromEntries(Object.entries(inputs).map(([name, { dims }]) => [name, { dims }]));
}
