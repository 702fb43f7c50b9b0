import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { createHead, HEADS, type HeadOptions } from '../../../fusion/heads/heads.ts';
import { balancedWeights } from '../../../fusion/heads/balanced-weights.ts';
import { declare } from '../../../runtime/train/declare.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { eagerScope } from '../layers/eager-scope.ts';
import golden from './golden/heads.json' with { type: 'json' };
import type { Head } from '../../../fusion/heads/head.ts';
import type { Scope, Tensors } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(onTfjsCpu);

const labels = ['neutral', 'anger', 'happiness', 'sadness'];
const expression = { name: 'expression', labels } as const;
const valenceArousal = { name: 'valence-arousal' } as const;
const facts = { classCounts: golden.counts };

const features = () => tf.tensor2d(golden.features, [10, 6]);
const targets = (weight = 1): Tensors => ({
  'target.expression': tf.tensor1d(golden.labels, 'int32'),
  'target.valence': tf.tensor1d(golden.valence),
  'target.arousal': tf.tensor1d(golden.arousal),
  ...Object.fromEntries(['expression', 'valence', 'arousal'].map((task) => [`target.${task}.weight`, tf.fill([10], weight)])),
});

/** Parameters 0.5 sin(1.7 k), as in golden/make_heads.py. */
function waveScope(parameters = new Map<string, Tensor>(), path = ''): Scope {
  const wave = (shape: readonly number[]) => tf.mul(tf.sin(tf.mul(tf.range(1, shape.reduce((a, b) => a * b, 1) + 1), 1.7)), 0.5).reshape([...shape]);
  return { ...eagerScope(), in: (name) => waveScope(parameters, `${path}${name}/`), parameter: (name, shape) => parameters.get(path + name) ?? wave(shape), dropout: (x) => x };
}

function lossOf(head: Head, { scope = waveScope(), from = targets() } = {}) {
  const { loss, parts } = head.loss(scope, head.outputs(scope, features()), from);
  return { loss: loss.dataSync()[0]!, parts: Object.fromEntries(Object.entries(parts).map(([task, part]) => [task, part.dataSync()[0]!])) };
}

test('expression gives probabilities in the order of the labels', () => {
  const head = createHead(expression);
  const outputs = head.outputs(waveScope(), features());
  expect(head.labels).toEqual(labels);
  Array.from(outputs.expression!.dataSync()).forEach((value, index) => expect(value).toBeCloseTo(golden.probabilities[index]!, 5));
  expect(tf.softmax(outputs['expression.logits']!).dataSync()).toEqual(outputs.expression!.dataSync());
});

test('valence and arousal lie in their columns, valence first, within (−1, 1)', () => {
  const { valence, arousal } = createHead(valenceArousal).outputs(waveScope(), features());
  Array.from(tf.stack([valence!, arousal!], 1).dataSync()).forEach((value, index) => expect(value).toBeCloseTo(golden.values[index]!, 5));
});

test.each<[string, HeadOptions, number]>([
  ['expression', expression, golden.expression],
  ['expression with balanced weights', { ...expression, weights: 'balanced' }, golden.balanced],
  ['valence-arousal', valenceArousal, golden['valence-arousal']],
  ['mer', { name: 'mer', labels }, golden.mer],
  ['multi-task with weights', { name: 'multi-task', heads: [expression, valenceArousal], weighting: { expression: 2, 'valence-arousal': 0.5 } }, golden.fixed],
])('%s: the loss is that of PyTorch', (_name, options, expected) => {
  expect(lossOf(createHead(options, facts)).loss).toBeCloseTo(expected, 5);
});

test('mer reports both parts of its loss, and its valence is not squashed', () => {
  const { parts } = lossOf(createHead({ name: 'mer', labels }));
  expect(parts.expression).toBeCloseTo(golden.expression, 5);
  expect(parts.valence).toBeCloseTo(golden.mse, 5);
  const wide = createHead({ name: 'mer', labels }).outputs(waveScope(), tf.mul(features(), 10));
  expect(wide.valence!.abs().max().dataSync()[0]).toBeGreaterThan(1);
});

test('uncertainty weighting and the slopes of its variances are those of the paper', () => {
  const head = createHead({ name: 'multi-task', heads: [expression, valenceArousal], weighting: 'uncertainty' });
  const tasks = ['expression', 'valence', 'arousal'] as const;
  const loss = (...variances: Tensor[]) => {
    const scope = waveScope(new Map(variances.map((variance, index) => [`${tasks[index]!}/log-variance`, variance])));
    return head.loss(scope, head.outputs(scope, features()), targets()).loss as tf.Scalar;
  };
  const { value, grads } = tf.valueAndGrads(loss)(tasks.map((task) => tf.tensor1d([golden.logVariance[task]])));
  expect(value.dataSync()[0]).toBeCloseTo(golden.uncertain, 5);
  tasks.forEach((task, index) => expect(grads[index]!.dataSync()[0]).toBeCloseTo(golden.slopes[task], 5));
});

test('a task without items in the batch leaves its variance where it is', () => {
  const head = createHead({ name: 'multi-task', heads: [expression, valenceArousal], weighting: 'uncertainty' });
  const slope = tf.grad((variance) => {
    const scope = waveScope(new Map([['arousal/log-variance', variance]]));
    return head.loss(scope, head.outputs(scope, features()), { ...targets(), 'target.arousal.weight': tf.zeros([10]) }).loss;
  })(tf.tensor1d([0.5]));
  expect([...slope.dataSync()]).toEqual([0]);
});

test.each<HeadOptions>([expression, valenceArousal, { name: 'mer', labels }, { name: 'multi-task', heads: [expression, valenceArousal], weighting: 'uncertainty' }])('$name: a batch without labels has a loss of 0 and moves nothing', (options) => {
  const head = createHead(options);
  const { value, grad } = tf.valueAndGrad((x) => {
    const scope = waveScope();
    return head.loss(scope, head.outputs(scope, x), targets(0)).loss;
  })(features());
  expect([...value.dataSync(), ...grad.abs().max().dataSync()]).toEqual([0, 0]);
});

test.each<HeadOptions>([expression, valenceArousal, { name: 'mer', labels }])('$name: features of frames give outputs and a loss of frames', (options) => {
  const head = createHead(options);
  const frames = Object.fromEntries(Object.entries(targets()).map(([name, tensor]) => [name, tensor.reshape([2, 5])]));
  const outputs = head.outputs(waveScope(), features().reshape([2, 5, 6]));
  for (const [name, { shape }] of Object.entries(outputs)) expect(shape).toEqual(name.startsWith('expression') ? [2, 5, 4] : [2, 5]);
  expect(head.loss(waveScope(), outputs, frames).loss.dataSync()[0]).toBeCloseTo(lossOf(head).loss, 6);
});

test('votes of annotators are a target of their own', () => {
  const head = createHead({ ...expression, divergence: { share: 1, to: 'votes' } });
  expect(head.targets).toEqual(['target.expression', 'target.expression.weight', 'target.expression.distribution']);
  const outputs = head.outputs(waveScope(), features());
  expect(head.loss(waveScope(), outputs, { ...targets(), 'target.expression.distribution': outputs.expression! }).loss.dataSync()[0]).toBeCloseTo(0, 6);
});

test.each<[HeadOptions, string[]]>([
  [expression, ['expression/weight 6×4', 'expression/bias 4']],
  [valenceArousal, ['valence-arousal/weight 6×2', 'valence-arousal/bias 2']],
  [{ name: 'multi-task', heads: [expression], weighting: 'uncertainty' }, ['expression/weight 6×4', 'expression/bias 4', 'expression/log-variance 1']],
])('$name declares its layers', (options, expected) => {
  const head = createHead(options);
  const shapes = { features: { dims: [10, 6] }, 'target.expression': { dims: [10], type: 'int32' }, ...Object.fromEntries(Object.keys(targets()).slice(1).map((name) => [name, { dims: [10] }])) } as const;
  const { parameters } = declare((scope, batch) => head.loss(scope, head.outputs(scope, batch.features!), batch), shapes);
  expect(parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual(expected);
});

test('dropout thins the features while training only', () => {
  const head = createHead({ ...expression, dropout: 0.5 });
  const parameters = new Map<string, Tensor>();
  const logits = (training: boolean) => head.outputs(eagerScope({ training, parameters }), features())['expression.logits']!.dataSync();
  expect(logits(false)).toEqual(logits(false));
  expect(logits(true)).not.toEqual(logits(false));
});

test('balanced weights are n / (K · n_c), and 0 for a class without items', () => {
  expect(balancedWeights([5, 10, 0, 5], labels)).toEqual([1, 0.5, 0, 1]);
});

test.each<[string, HeadOptions, RegExp]>([
  ['weights that are not one a label', { ...expression, weights: [1, 2] }, /2 weights for 4 labels/],
  ['balanced weights without counts', { ...expression, weights: 'balanced' }, /0 class counts for 4 labels/],
  ['a smoothing of 1', { ...expression, smoothing: 1 }, /smoothing 1 is outside/],
  ['a share above 1', { ...expression, divergence: { share: 1.5, to: 'label' } }, /share 1.5 is outside/],
  ['one task in two heads', { name: 'multi-task', heads: [valenceArousal, { name: 'mer', labels }] }, /"valence" is predicted by two of the heads valence-arousal, mer/],
  ['a weight for a head that is not there', { name: 'multi-task', heads: [expression], weighting: { valence: 1 } }, /weight for "valence", and the heads are expression/],
])('%s: refused', (_name, options, message) => {
  expect(() => createHead(options)).toThrow(message);
});

test('every head of the registry is created by its name', () => expect(Object.keys(HEADS)).toEqual(['expression', 'valence-arousal', 'mer', 'multi-task']));
