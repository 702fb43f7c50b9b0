import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { embedding } from '../../../fusion/layers/embedding.ts';
import { lastValid } from '../../../fusion/layers/last-valid.ts';
import { linear } from '../../../fusion/layers/linear.ts';
import { maskedMean } from '../../../fusion/layers/masked-mean.ts';
import { mlp } from '../../../fusion/layers/mlp.ts';
import { multiHeadAttention } from '../../../fusion/layers/multi-head-attention.ts';
import { rotary } from '../../../fusion/layers/rotary.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { expectThreeWays, given } from '../../runtime/ops/three-ways.ts';
import { eagerScope } from './eager-scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

const frames = () => tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]);
const mask = (...values: number[]) => tf.tensor2d(values, [2, 3]);

beforeAll(() => onTfjsCpu());

test('the masked mean is that of valid frames, and zeros where there are none', () => {
  expect([...maskedMean(frames(), mask(1, 1, 0, 0, 0, 0)).dataSync()]).toEqual([2, 3, 0, 0]);
});

test('the last valid frame is found, also behind a gap, and is zeros where there is none', () => {
  expect([...lastValid(frames(), mask(1, 1, 0, 1, 0, 1)).dataSync()]).toEqual([3, 4, 11, 12]);
  expect([...lastValid(frames(), mask(0, 0, 0, 1, 0, 0)).dataSync()]).toEqual([0, 0, 7, 8]);
});

test.each<[string, (inputs: Record<string, Tensor>) => Tensor]>([
  ['masked mean', ({ x }) => maskedMean(x!, mask(1, 1, 0, 0, 0, 0))],
  ['last valid', ({ x }) => lastValid(x!, mask(1, 1, 0, 1, 1, 1))],
  ['rotary', ({ x }) => rotary(x!, 100)],
])('the gradient of %s agrees three ways', async (_, fn) => expectThreeWays(fn, { x: given([2, 3, 4]) }));

test('rotary leaves lengths, does not turn frame 0, and makes products depend on distance only', () => {
  const [q, k] = [given([1, 4], 1), given([1, 4], 2)].map(({ data }) => rotary(tf.tile(tf.tensor2d(data, [1, 4]), [6, 1]), 50)) as [Tensor, Tensor];
  const products = tf.matMul(q, k, false, true).arraySync() as number[][];
  expect(products[3]![1]).toBeCloseTo(products[5]![3]!, 5);
  expect(products[3]![1]).not.toBeCloseTo(products[3]![2]!, 3);
  expect(q.norm('euclidean', 1).sub(q.slice([0, 0], [1, 4]).norm()).abs().max().dataSync()[0]).toBeLessThan(1e-6);
  expect([...q.slice([0, 0], [1, 4]).dataSync()]).toEqual([...given([1, 4], 1).data]);
});

test('heads that do not divide the dimensions, and odd heads with rotary, are refused with their numbers', () => {
  const x = tf.ones([1, 2, 6]);
  expect(() => multiHeadAttention(eagerScope(), x, x, { heads: 4 })).toThrow(/^multiHeadAttention: 6 dimensions cannot be split over 4 heads\. /);
  expect(() => multiHeadAttention(eagerScope(), x, x, { heads: 2, rotaryBase: 100 })).toThrow(/^rotary: 3 dimensions a head cannot be paired\. /);
});

test('attention over another sequence takes its size and length', () => {
  const output = multiHeadAttention(eagerScope(), tf.ones([2, 3, 4]), tf.ones([2, 5, 7]), { heads: 2, dimensions: 6 });
  expect(output.shape).toEqual([2, 3, 6]);
});

test('layers declare the parameters that they promise', () => {
  const parameters = new Map<string, Tensor>();
  const scope = eagerScope({ parameters });
  embedding(scope.in('words'), tf.tensor1d([0, 2], 'int32'), { size: 3, dimensions: 4 });
  mlp(scope.in('mlp'), tf.ones([2, 5]), { units: [6, 2] });
  linear(scope.in('plain'), tf.ones([2, 5]), 3, { bias: false });
  expect([...parameters].map(([name, { shape }]) => `${name} ${shape.join('x')}`)).toEqual([
    'words/table 3x4', 'mlp/0/weight 5x6', 'mlp/0/bias 6', 'mlp/1/weight 6x2', 'mlp/1/bias 2', 'plain/weight 5x3',
  ]);
});

test('dropout in attention and between layers acts while training only', () => {
  const x = tf.tensor3d(given([1, 6, 4]).data, [1, 6, 4]);
  const parameters = new Map<string, Tensor>();
  const run = (training: boolean, seed: number) => [...multiHeadAttention(eagerScope({ parameters, training, seed }), x, x, { heads: 2, dropout: 0.5 }).dataSync()];
  expect(run(false, 1)).toEqual(run(false, 2));
  expect(run(true, 1)).not.toEqual(run(true, 2));
});
