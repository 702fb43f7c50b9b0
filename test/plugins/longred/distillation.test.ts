import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { distillationLoss } from '../../../plugins/longred/distillation-loss.ts';
import { klLayerChoice } from '../../../plugins/longred/kl-layer-choice.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import golden from './golden/longred.json' with { type: 'json' };
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(onTfjsCpu);

const { shape, student, teacher, mask, loss, gradient } = golden.distillation;
const layersOf = (x: Tensor) => tf.unstack(x);
const maskOf = () => tf.tensor2d(mask, [2, 5]);

test('the cosine loss and its gradient are those of PyTorch', () => {
  const compare = (states: Tensor) => distillationLoss(layersOf(states), layersOf(tf.tensor(teacher, shape)), maskOf()).asScalar();
  const { value, grad } = tf.valueAndGrad(compare)(tf.tensor(student, shape));
  expect(value.dataSync()[0]).toBeCloseTo(loss, 5);
  grad.dataSync().forEach((each, index) => expect(each).toBeCloseTo(gradient[index]!, 5));
});

test('equal states lose nothing, and states of zeros give no gradient that is no number', () => {
  const same = tf.tensor(teacher, shape);
  expect(distillationLoss(layersOf(same), layersOf(same), maskOf()).dataSync()[0]).toBeCloseTo(0, 6);
  const slope = tf.grad((states: Tensor) => distillationLoss(layersOf(states), layersOf(same), maskOf()).asScalar())(tf.zeros(shape));
  expect(slope.dataSync().every(Number.isFinite)).toBe(true);
});

const split = (values: readonly number[]) => Array.from({ length: 4 }, (_, layer) => Float32Array.from(values.slice(layer * 100, (layer + 1) * 100)));
const original = split(golden.divergence.original);
const extended = split(golden.divergence.extended);

test('attention diverges as PyTorch says, and the layers where it does most are taken, the last among them', () => {
  const { layers, divergences } = klLayerChoice({ original, extended, keys: 5, count: 2 });
  divergences.forEach((value, layer) => expect(value).toBeCloseTo(golden.divergence.values[layer]!, 6));
  const first = [0, 1, 2].reduce((best, layer) => (divergences[layer]! > divergences[best]! ? layer : best));
  expect(layers).toEqual([first, 3]);
});

test('the last layer is taken even where its attention has not changed, and equals are taken from the first on', () => {
  const choose = (count: number) => klLayerChoice({ original, extended: original, keys: 5, count }).layers;
  expect([choose(1), choose(3), choose(4)]).toEqual([[3], [0, 1, 3], [0, 1, 2, 3]]);
});

test('rows of zeros do not count, and a weight that vanished is not infinitely far', () => {
  const rows = Float32Array.of(0.5, 0.5, 0, 0);
  const { divergences } = klLayerChoice({ original: [rows], extended: [Float32Array.of(1, 0, 0, 0)], keys: 2, count: 1 });
  expect(divergences[0]).toBeCloseTo(0.5 * Math.log(0.5) + 0.5 * Math.log(0.5 / 2 ** -126), 9);
});

test('counts and shapes that do not fit are refused', () => {
  expect(() => klLayerChoice({ original, extended, keys: 5, count: 5 })).toThrow(/5 of 4 layers cannot be chosen\. Give 1 to 4/);
  expect(() => klLayerChoice({ original, extended: extended.slice(1), keys: 5, count: 1 })).toThrow(/4 layers of the original and 3/);
  expect(() => klLayerChoice({ original, extended, keys: 7, count: 1 })).toThrow(/not the same number of rows of 7/);
});
