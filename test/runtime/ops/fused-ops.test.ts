import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { attend } from '../../../runtime/ops/attend.ts';
import { conv1d, type Conv1dOptions } from '../../../runtime/ops/conv1d.ts';
import { embedding } from '../../../runtime/ops/embedding.ts';
import { gelu } from '../../../runtime/ops/gelu.ts';
import { layerNorm } from '../../../runtime/ops/layer-norm.ts';
import { linear } from '../../../runtime/ops/linear.ts';
import { positions } from '../../../runtime/ops/positions.ts';
import { softmaxCrossEntropy } from '../../../runtime/ops/softmax-cross-entropy.ts';
import { onTfjsCpu } from '../compile/on-tfjs-cpu.ts';
import { expectThreeWays, given, runCompiled, type Given } from './three-ways.ts';
import type { Tensor } from '@tensorflow/tfjs';

type Case = readonly [string, (inputs: Record<string, Tensor>) => Tensor, Record<string, Given>];

const [query, key, value] = [given([2, 2, 3, 4], 1), given([2, 2, 5, 4], 2), given([2, 2, 5, 3], 3)];
const mask = (...values: number[]): Given => ({ dims: [2, 5], data: Float32Array.from(values) });
const masks = () => tf.tensor2d([1, 1, 1, 0, 0, 1, 1, 1, 1, 1], [2, 5]);

beforeAll(() => onTfjsCpu());

test.each<Case>([
  ['linear of a matrix', ({ x, w, b }) => linear(x!, w!, b), { x: given([3, 4], 1), w: given([4, 5], 2), b: given([5], 3) }],
  ['linear of a sequence', ({ x, w, b }) => linear(x!, w!, b), { x: given([2, 3, 4], 1), w: given([4, 5], 2), b: given([5], 3) }],
  ['linear without a bias', ({ x, w }) => linear(x!, w!), { x: given([2, 2, 2, 3], 1), w: given([3, 2], 2) }],
  ['layer normalisation', ({ x, g, b }) => layerNorm(x!, g!, b!), { x: given([2, 3, 8], 1), g: given([8], 2), b: given([8], 3) }],
  ['layer normalisation of one vector', ({ x, g, b }) => layerNorm(x!, g!, b!, 1e-3), { x: given([6], 1), g: given([6], 2), b: given([6], 3) }],
  ['gelu', ({ x }) => gelu(x!.mul(3)), { x: given([40], 1) }],
  ['cross-entropy', ({ x, y }) => softmaxCrossEntropy(x!.mul(3), y!), { x: given([3, 2, 4], 1), y: given([3, 2, 4], 2) }],
  ['embedding', ({ table, i }) => embedding(table!, i!), { table: given([6, 3], 1), i: { dims: [2, 4], data: Int32Array.of(0, 5, 3, 3, 3, 1, 0, 2) } }],
  ['attention', ({ q, k, v }) => attend(q!, k!, v!), { q: query, k: key, v: value }],
  ['causal attention', ({ q, k, v }) => attend(q!, k!, v!, { causal: true }), { q: query, k: key, v: value }],
  ['attention within a window', ({ q, k, v }) => attend(q!, k!, v!, { window: 1 }), { q: query, k: key, v: value }],
  ['masked attention', ({ q, k, v }) => attend(q!, k!, v!, { mask: masks(), window: 3 }), { q: query, k: key, v: value }],
])('the value and the gradients of %s agree on tfjs, through onnxruntime-node and by differences', async (_, fn, inputs) => {
  await expectThreeWays(fn, inputs);
});

test.each<[string, number, Conv1dOptions]>([
  ['valid', 3, {}],
  ['same, dilated', 3, { padding: 'same', dilation: 2 }],
  ['causal, dilated', 3, { padding: 'causal', dilation: 3 }],
  ['same, strided, even filter', 4, { padding: 'same', stride: 3 }],
  ['padded by hand, strided and dilated', 2, { padding: [2, 1], stride: 2, dilation: 2 }],
  ['strided, more frames than it reads', 2, { stride: 4 }],
  ['one tap', 1, {}],
])('the value and the gradients of conv1d agree three ways: %s', async (_, size, options) => {
  await expectThreeWays(({ x, w, b }) => conv1d(x!, w!, { ...options, bias: b }), { x: given([2, 8, 2], 1), w: given([size, 2, 3], 2), b: given([3], 3) });
});

test.each<[string, number, 'same' | 'valid', number]>([
  ['same', 3, 'same', 1], ['valid', 4, 'valid', 1], ['same with an even filter and stride', 4, 'same', 2], ['valid with stride', 3, 'valid', 3],
])('conv1d equals that of tfjs where tfjs has one: %s', (_, size, padding, stride) => {
  const [x, filter] = [tf.tensor3d(given([2, 9, 3], 4).data, [2, 9, 3]), tf.tensor3d(given([size, 3, 2], 5).data, [size, 3, 2])];
  const expected = tf.conv1d(x, filter, stride, padding);
  const actual = conv1d(x, filter, { padding, stride });
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-6);
});

test('conv1d refuses a sequence that is shorter than its filter, with both lengths', () => {
  expect(() => conv1d(tf.zeros([1, 4, 2]), tf.zeros([3, 2, 2]), { dilation: 2 })).toThrow(/^conv1d: 4 frames are shorter than the filter's 5\. /);
});

test('a causal convolution sees no later frame', () => {
  const x = tf.tensor3d(given([1, 6, 2], 6).data, [1, 6, 2]);
  const filter = tf.tensor3d(given([3, 2, 2], 7).data, [3, 2, 2]);
  const changed = tf.concat([x.slice([0, 0, 0], [1, 4, 2]), tf.ones([1, 2, 2])], 1);
  const difference = conv1d(x, filter, { padding: 'causal' }).sub(conv1d(changed, filter, { padding: 'causal' }));
  expect([...difference.abs().sum([0, 2]).greater(0).dataSync()]).toEqual([0, 0, 0, 0, 1, 1]);
});

test('a query whose keys are all masked gives zeros, and no gradient', async () => {
  const fn = ({ q, k, v, m }: Record<string, Tensor>) => attend(q!, k!, v!, { mask: m });
  const inputs = { q: query, k: key, v: value, m: mask(0, 0, 0, 0, 0, 1, 1, 1, 0, 0) };
  const { output, gradient } = await runCompiled((tensors) => ({
    output: fn(tensors),
    gradient: tf.grad((v: Tensor) => fn({ ...tensors, v }).sum())(tensors.v!),
  }), inputs);
  expect(output!.slice(0, 18).map(Math.abs)).toEqual(new Array(18).fill(0));
  expect(gradient!.slice(0, 30).map(Math.abs)).toEqual(new Array(30).fill(0));
  expect(output!.slice(18).every((number) => number !== 0)).toBe(true);
});

test('what a masked key and its value hold does not matter', () => {
  const run = (fill: number) => {
    const hide = (tensor: Tensor) => tf.where(tf.reshape(masks(), [2, 1, 5, 1]).greater(0).broadcastTo(tensor.shape), tensor, tf.fill(tensor.shape, fill));
    const [q, k, v] = [query, key, value].map(({ data, dims }) => tf.tensor(data, [...dims])) as [Tensor, Tensor, Tensor];
    return [...attend(q, hide(k), hide(v), { mask: masks() }).dataSync()];
  };
  expect(run(0)).toEqual(run(1000));
});

test('attention weights may be dropped', () => {
  const [q, k, v] = [query, key, value].map(({ data, dims }) => tf.tensor(data, [...dims])) as [Tensor, Tensor, Tensor];
  const shapes: number[][] = [];
  const output = attend(q, k, v, { dropWeights: (weights) => (shapes.push(weights.shape), tf.zerosLike(weights)) });
  expect(shapes).toEqual([[2, 2, 3, 5]]);
  expect(output.abs().max().dataSync()[0]).toBe(0);
});

test('positions count from zero', () => expect([...positions(4).dataSync()]).toEqual([0, 1, 2, 3]));

test('gelu has its closed-form values and its limits far out', async () => {
  const x = { dims: [7], data: Float32Array.of(-40, -10, -1, 0, 1, 10, 40) };
  const { y, slope } = await runCompiled(({ x: tensor }) => ({ y: gelu(tensor!), slope: tf.grad((t: Tensor) => gelu(t))(tensor!) }), { x });
  [0, 0, -0.15865525, 0, 0.84134475, 10, 40].forEach((expected, index) => expect(y![index]).toBeCloseTo(expected, 6));
  [0, 0, -0.08331547, 0.5, 1.08331547, 1, 1].forEach((expected, index) => expect(slope![index]).toBeCloseTo(expected, 6));
});
