import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { expressionLoss } from '../../../fusion/heads/expression-loss.ts';
import { concordanceLoss } from '../../../fusion/losses/concordance-loss.ts';
import { crossEntropy } from '../../../fusion/losses/cross-entropy.ts';
import { divergence } from '../../../fusion/losses/divergence.ts';
import { regressionLoss } from '../../../fusion/losses/regression-loss.ts';
import { compile } from '../../../runtime/compile/compile.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { randomArray } from '../../runtime/compile/random-array.ts';
import { runOnnx } from '../../runtime/compile/run-onnx.ts';
import golden from './golden/losses.json' with { type: 'json' };
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(onTfjsCpu);

/** A loss of logits or of predicted values, with the targets given. */
type Case = (of: Tensor, targets: { labels: Tensor; distribution: Tensor; actual: Tensor; weight: Tensor }) => Tensor;

const { classWeights } = golden;
const focal = { gamma: 2, alpha: 0.9 };
const LOGIT_CASES: Record<string, Case> = {
  plain: (x, { labels, weight }) => crossEntropy(x, labels, weight),
  'class weights': (x, { labels, weight }) => crossEntropy(x, labels, weight, { classWeights }),
  smoothing: (x, { labels, weight }) => crossEntropy(x, labels, weight, { smoothing: 0.1 }),
  'class weights and smoothing': (x, { labels, weight }) => crossEntropy(x, labels, weight, { classWeights, smoothing: 0.2 }),
  focal: (x, { labels, weight }) => crossEntropy(x, labels, weight, { focal: { gamma: 2, alpha: 0.25 } }),
  'focal and smoothing': (x, { labels, weight }) => crossEntropy(x, labels, weight, { focal, smoothing: 0.1 }),
  'focal of a fractional power': (x, { labels, weight }) => crossEntropy(x, labels, weight, { focal: { gamma: 0.5 } }),
  divergence: (x, { distribution, weight }) => divergence(x, distribution, weight),
  'wen expression': (x, { labels, weight }) =>
    expressionLoss(x, { 'target.expression': labels, 'target.expression.weight': weight }, { focal, smoothing: 0.1, divergence: { share: 0.2, to: 'label' } }),
};
const VALUE_CASES: Record<string, Case> = {
  ccc: (x, { actual, weight }) => regressionLoss(x, actual, weight, { kind: 'ccc' }),
  'ccc of sequences': (x, { actual, weight }) => regressionLoss(x, actual, weight, { kind: 'ccc', over: 'sequence' }),
  'ccc of wen': (x, { actual, weight }) => regressionLoss(x, actual, weight, { kind: 'ccc', over: 'wen' }),
  mse: (x, { actual, weight }) => regressionLoss(x, actual, weight, { kind: 'mse' }),
  mae: (x, { actual, weight }) => regressionLoss(x, actual, weight, { kind: 'mae' }),
  mixed: (x, { actual, weight }) => regressionLoss(x, actual, weight, { kind: 'mixed', ccc: 0.7, mse: 0.3 }),
};
const CASES = Object.entries({ ...LOGIT_CASES, ...VALUE_CASES });

const isLogits = (name: string) => name in LOGIT_CASES;
const input = (name: string) => (isLogits(name) ? tf.tensor2d(golden.logits, [12, 5]) : tf.tensor2d(golden.predicted, [3, 4]));

function targetsOf(name: string, weight = 1) {
  return {
    labels: tf.tensor1d(golden.labels, 'int32'),
    distribution: tf.tensor2d(golden.distribution, [12, 5]),
    actual: tf.tensor2d(golden.actual, [3, 4]),
    weight: isLogits(name) ? tf.fill([12], weight) : tf.fill([3, 4], weight),
  };
}

test('there is a case for every recorded loss', () => expect(CASES.map(([name]) => name)).toEqual(Object.keys(golden.losses)));

test.each(CASES)('%s: value and gradient are those of PyTorch', (name, loss) => {
  const expected = golden.losses[name as keyof typeof golden.losses];
  const { value, grad } = tf.valueAndGrad((x) => loss(x, targetsOf(name)))(input(name));
  expect(value.dataSync()[0]).toBeCloseTo(expected.loss, 5);
  expect(Math.max(...Array.from(grad.dataSync(), (slope, index) => Math.abs(slope - expected.gradient[index]!)))).toBeLessThan(2e-6);
});

test.each(CASES)('%s: a batch without a counted item has a loss of 0 and no gradient', (name, loss) => {
  const { value, grad } = tf.valueAndGrad((x) => loss(x, targetsOf(name, 0)))(input(name));
  expect([...value.dataSync(), ...grad.abs().max().dataSync()]).toEqual([0, 0]);
});

test.each(CASES.filter(([name]) => !/sequences|wen$/.test(name) || name === 'wen expression'))('%s: items of weight 0 are as if they were not there, whatever they hold', (name, loss) => {
  const targets = targetsOf(name);
  const strange = {
    labels: tf.concat([targets.labels, tf.tensor1d([-1, 99], 'int32')]),
    distribution: tf.concat([targets.distribution, tf.fill([2, 5], 7)]),
    actual: tf.concat([targets.actual, tf.fill([1, 4], -5)]),
    weight: tf.concat([targets.weight, tf.zeros(isLogits(name) ? [2] : [1, 4])]),
  };
  const more = tf.concat([input(name), isLogits(name) ? tf.fill([2, 5], 30) : tf.fill([1, 4], 30)]);
  expect(loss(more, strange).dataSync()[0]).toBeCloseTo(loss(input(name), targets).dataSync()[0]!, 6);
});

test.each(CASES)('%s: compiled, it gives the same value and the same gradient', async (name, loss) => {
  const inputs = { x: input(name), labels: tf.cast(targetsOf(name).labels, 'float32'), distribution: targetsOf(name).distribution, actual: targetsOf(name).actual, weight: targetsOf(name).weight };
  const step = ({ x, labels, ...rest }: Record<string, Tensor>) => {
    const targets = { ...(rest as unknown as ReturnType<typeof targetsOf>), labels: tf.cast(labels!, 'int32') };
    const { value, grad } = tf.valueAndGrad((of) => loss(of, targets))(x!);
    return { value, grad };
  };
  const bytes = compile(step, { name, inputs: Object.fromEntries(Object.entries(inputs).map(([key, { shape }]) => [key, { dims: shape }])) });
  const results = await runOnnx(bytes, Object.fromEntries(Object.entries(inputs).map(([key, tensor]) => [key, { data: Float32Array.from(tensor.dataSync()), dims: tensor.shape }])));
  const expected = golden.losses[name as keyof typeof golden.losses];
  expect(results.value!.data[0]).toBeCloseTo(expected.loss, 5);
  expect(Math.max(...results.grad!.data.map((slope, index) => Math.abs(slope - expected.gradient[index]!)))).toBeLessThan(2e-6);
});

test('weights are shares: an item of weight 2 counts as two items', () => {
  const logits = tf.tensor2d([[1, 0, -1], [0, 2, 0]]);
  const twice = crossEntropy(logits, tf.tensor1d([0, 2], 'int32'), tf.tensor1d([2, 1]));
  const repeated = crossEntropy(tf.gather(logits, [0, 0, 1]), tf.tensor1d([0, 0, 2], 'int32'), tf.ones([3]));
  expect(twice.dataSync()[0]).toBeCloseTo(repeated.dataSync()[0]!, 6);
});

test('logits far apart give finite losses: 200 against the label costs 200', () => {
  const loss = crossEntropy(tf.tensor2d([[200, 0], [0, 0]]), tf.tensor1d([1, 0], 'int32'), tf.tensor1d([1, 0]));
  expect(loss.dataSync()[0]).toBeCloseTo(200, 4);
});

test('labels of frames are taken in the order of clips and frames', () => {
  const logits = tf.tensor3d([[[5, 0], [0, 5]], [[5, 0], [0, 5]]]);
  const loss = (labels: number[][]) => crossEntropy(logits, tf.tensor2d(labels, [2, 2], 'int32'), tf.ones([2, 2])).dataSync()[0]!;
  expect(loss([[0, 1], [0, 1]])).toBeCloseTo(Math.log1p(Math.exp(-5)), 5);
  expect(loss([[1, 0], [0, 1]])).toBeCloseTo(2.5 + Math.log1p(Math.exp(-5)), 5);
});

test('the slope of a focal loss of a low power stays finite where the class is certain', () => {
  const slope = tf.grad((x) => crossEntropy(x, tf.tensor1d([0], 'int32'), tf.ones([1]), { focal: { gamma: 0.5 } }))(tf.tensor2d([[80, 0]]));
  expect(Array.from(slope.dataSync()).every(Number.isFinite)).toBe(true);
});

test('the divergence from the prediction itself is 0', () => {
  const logits = tf.tensor2d([[1, 2, 3]]);
  expect(divergence(logits, tf.softmax(logits), tf.ones([1])).dataSync()[0]).toBeCloseTo(0, 6);
});

test('the concordance of 0, 1, 2 with 1, 2, 4 is one half', () => {
  expect(concordanceLoss(tf.tensor1d([0, 1, 2]), tf.tensor1d([1, 2, 4]), tf.ones([3])).dataSync()[0]).toBeCloseTo(0.5, 6);
});

test('a perfect prediction loses nothing, its opposite 2, and a constant one 1', () => {
  const actual = tf.tensor1d([-0.5, 0.1, 0.4]);
  const loss = (predicted: Tensor) => concordanceLoss(predicted, actual, tf.ones([3])).dataSync()[0];
  expect(loss(actual)).toBeCloseTo(0, 5);
  expect(loss(tf.neg(actual))).toBeCloseTo(2, 5);
  expect(loss(tf.fill([3], 0.2))).toBeCloseTo(1, 6);
});

test('two constant and equal series have a loss of 1 and a finite gradient (trap 10)', () => {
  const { value, grad } = tf.valueAndGrad((x) => concordanceLoss(x, tf.fill([4], 0.3), tf.ones([4])))(tf.fill([4], 0.3));
  expect(value.dataSync()[0]).toBeCloseTo(1, 6);
  expect(Array.from(grad.dataSync()).every(Number.isFinite)).toBe(true);
});

test('by Wen et al. a perfect prediction of n frames still loses 1 / n', () => {
  const values = tf.tensor2d([[0.1, 0.5, -0.2, 0.7]]);
  expect(concordanceLoss(values, values, tf.ones([1, 4]), { over: 'wen' }).dataSync()[0]).toBeCloseTo(0.25, 5);
});

test('sequences without a valid frame are no part of the mean over sequences', () => {
  const [predicted, actual] = [tf.tensor2d([...randomArray(12, 5)], [3, 4]), tf.tensor2d([...randomArray(12, 7)], [3, 4])];
  const weight = tf.tensor2d([[1, 1, 1, 0], [0, 0, 0, 0], [1, 1, 1, 1]]);
  const both = concordanceLoss(predicted, actual, weight, { over: 'sequence' }).dataSync()[0]!;
  const rows = [0, 2].map((row) => concordanceLoss(predicted.slice(row, 1), actual.slice(row, 1), weight.slice(row, 1)).dataSync()[0]!);
  expect(both).toBeCloseTo((rows[0]! + rows[1]!) / 2, 6);
});

test('concordance over sequences is refused where there is one value a clip', () => {
  expect(() => concordanceLoss(tf.ones([4]), tf.ones([4]), tf.ones([4]), { over: 'sequence' })).toThrow(/\[4\].*"batch"/);
});
