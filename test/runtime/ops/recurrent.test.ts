import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { trace } from '../../../runtime/compile/trace.ts';
import { gru } from '../../../runtime/ops/gru.ts';
import { lstm } from '../../../runtime/ops/lstm.ts';
import { onTfjsCpu } from '../compile/on-tfjs-cpu.ts';
import { expectThreeWays, given, runCompiled } from './three-ways.ts';
import type { Direction, RecurrentWeights } from '../../../runtime/ops/recurrent-weights.ts';
import type { Tensor } from '@tensorflow/tfjs';

type Inputs = Record<string, Tensor>;

const [T, B, I, H] = [4, 3, 2, 2];
/** Lengths 4, 2 and 0. */
const MASK = [1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0];

beforeAll(() => onTfjsCpu());

const layers = {
  lstm: (x: Tensor, weights: RecurrentWeights, direction: Direction, mask?: Tensor) => lstm(x, weights, { direction, mask }).states,
  cells: (x: Tensor, weights: RecurrentWeights, direction: Direction, mask?: Tensor) => lstm(x, weights, { direction, mask }).cells,
  both: (x: Tensor, weights: RecurrentWeights, direction: Direction, mask?: Tensor) => tf.concat(Object.values(lstm(x, weights, { direction, mask })) as Tensor[], 3),
  gru: (x: Tensor, weights: RecurrentWeights, direction: Direction, mask?: Tensor) => gru(x, weights, { direction, mask }),
};

function operands(kind: keyof typeof layers, direction: Direction, length = T) {
  const [directions, gates] = [direction === 'both' ? 2 : 1, (kind === 'gru' ? 3 : 4) * H];
  return { x: given([length, B, I]), weight: given([directions, gates, I], 2), recurrence: given([directions, gates, H], 3), bias: given([directions, 2 * gates], 4) };
}

const run = (kind: keyof typeof layers, direction: Direction, mask?: Tensor) => ({ x, weight, recurrence, bias }: Inputs) =>
  layers[kind](x!, { weight: weight!, recurrence: recurrence!, bias: bias! }, direction, mask);

test.each([
  ['lstm', 'forward'],
  ['lstm', 'both'],
  ['cells', 'backward'],
  ['both', 'both'],
  ['gru', 'forward'],
  ['gru', 'backward'],
  ['gru', 'both'],
] as const)('%s (%s) gives values and gradients, with and without padding', async (kind, direction) => {
  await expectThreeWays(run(kind, direction), operands(kind, direction));
  await expectThreeWays(run(kind, direction, tf.tensor2d(MASK, [T, B])), operands(kind, direction));
});

test.each(['lstm', 'gru'] as const)('%s over a single frame gives values and gradients', async (kind) => {
  await expectThreeWays(run(kind, 'both'), operands(kind, 'both', 1));
});

test.each(['both', 'gru'] as const)('what lies in padding changes neither the results of %s nor its gradients, and gets none itself', async (kind) => {
  const inputs = operands(kind, 'both');
  const mask = tf.tensor2d(MASK, [T, B]);
  const padded = MASK.flatMap((valid) => Array.from({ length: I }, () => valid));
  const huge = { ...inputs, x: { ...inputs.x, data: inputs.x.data.map((value, index) => (padded[index] === 0 ? 1e30 : value)) } };
  const evaluate = (tensors: Inputs) => {
    const names = Object.keys(inputs);
    const layer = (...values: Tensor[]) => run(kind, 'both', mask)(Object.fromEntries(names.map((name, index) => [name, values[index]!])));
    const gradients = tf.grads((...values: Tensor[]) => layer(...values).square().sum())(Object.values(tensors));
    return { result: layer(...Object.values(tensors)), ...Object.fromEntries(names.map((name, index) => [`d_${name}`, gradients[index]!])) };
  };
  const results = await runCompiled(evaluate, huge);
  expect(results).toEqual(await runCompiled(evaluate, inputs));
  expect(results.d_x!.filter((_, index) => padded[index] === 0).every((value) => value === 0)).toBe(true);
});

test.each([
  ['lstm', 'LSTM'],
  ['gru', 'GRU'],
] as const)('%s is one node without a gradient, and as many nodes for 300 frames as for 3 with one', (kind, op) => {
  const opsFor = (length: number, fn: (tensors: Inputs) => Tensor) => {
    const signature = Object.fromEntries(Object.entries(operands(kind, 'both', length)).map(([name, { dims }]) => [name, { dims }]));
    return trace(fn, signature, {}).nodes.map((node) => node.op);
  };
  const differentiate = (tensors: Inputs) => tf.grad((x) => run(kind, 'both')({ ...tensors, x }).sum())(tensors.x!);
  expect(opsFor(3, run(kind, 'both'))).toEqual([op, 'Identity']);
  expect(opsFor(300, differentiate)).toEqual(opsFor(3, differentiate));
  expect(opsFor(3, differentiate).filter((each) => each === 'Scan')).toHaveLength(2);
});
