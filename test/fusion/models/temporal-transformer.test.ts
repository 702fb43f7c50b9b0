import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { expectClose } from '../../runtime/ops/three-ways.ts';
import { byRule } from './by-rule.ts';
import golden from './golden/temporal-transformer.json' with { type: 'json' };
import { ruleScope } from './rule-scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(() => onTfjsCpu());

const { transformer } = FUSION_MODELS;
const numbers = (tensor: Tensor) => [...tensor.dataSync()];
const inputs = () => ({ video: { values: byRule('input/video', golden.shape), mask: tf.ones(golden.shape.slice(0, 2)) } });
const plain = { hidden: 8, heads: 2, layers: 2, dropout: 0 };

test('hidden states and attention of layers that differ, at any positions, are those of the formulas', () => {
  const { hidden, attention, frames } = transformer.create(golden.options).trace!(ruleScope(), inputs(), { positions: tf.tensor2d(golden.positions) });
  expect(hidden).toHaveLength(3);
  expect(attention.map(({ shape }) => shape)).toEqual([[2, 2, 5, 5], [2, 4, 5, 5]]);
  for (const [index, expected] of golden.hidden.entries()) expectClose(`hidden ${index}`, numbers(hidden[index]!), { to: expected, within: 1e-4 });
  for (const [index, expected] of golden.attention.entries()) expectClose(`attention ${index}`, numbers(attention[index]!), { to: expected, within: 1e-4 });
  expectClose('frames', numbers(frames), { to: golden.frames, within: 1e-4 });
});

test('a list of layers that say nothing is the number of them', () => {
  const names = (layers: unknown) => {
    const parameters = new Map<string, Tensor>();
    const { features } = transformer.create({ ...plain, layers }).fuse(ruleScope({ parameters }), inputs(), 'clip');
    return { parameters: [...parameters.keys()], features: numbers(features) };
  };
  expect(names([{}, {}])).toEqual(names(2));
});

test('another base, scale or window asks for the same parameters', () => {
  const shapes = (options: object) => {
    const parameters = new Map<string, Tensor>();
    transformer.create({ ...plain, ...options }).fuse(ruleScope({ parameters }), inputs(), 'frame');
    return [...parameters].map(([name, { shape }]) => [name, shape]);
  };
  expect(shapes({ rotaryBase: 5e6, positionScale: 8, window: 3 })).toEqual(shapes({}));
});

test('a clip gets in a packed row what it gets in a row of its own', () => {
  const model = transformer.create({ ...plain, kvShift: true });
  const { values } = inputs().video;
  const own = model.trace!(ruleScope(), inputs()).frames;
  const packed = model.trace!(ruleScope(), { video: { values: tf.reshape(values, [1, 10, 3]), mask: tf.ones([1, 10]) } }, { segments: tf.tensor2d([[0, 0, 0, 0, 0, 1, 1, 1, 1, 1]]) }).frames;
  expectClose('frames', numbers(packed), { to: numbers(own), within: 1e-5 });
});

test.each([
  [{ heads: 3 }, RangeError, /layer 0 has 3 heads of .* numbers \(hidden 8\), which cannot be turned in pairs/],
  [{ layers: [{}, { headDim: 3 }] }, RangeError, /layer 1 has 2 heads of 3 numbers/],
  [{ layers: [{ kvHeads: 2, heads: 4, headDim: 2 }, { kvHeads: 4 }] }, RangeError, /layer 1 has 2 heads and 4 kvHeads\. Choose a divisor of 2/],
  [{ layers: [] }, RangeError, /transformer\.layers: its length: is 0\. Give a whole number from 1 to 48/],
  [{ layers: [{ wide: 3 }] }, TypeError, /transformer\.layers\.0\.wide: is no option of this model\. Use heads, kvHeads/],
  [{ layers: [{ window: -1 }] }, RangeError, /transformer\.layers\.0\.window: is -1\. /],
  [{ layers: [3] }, TypeError, /transformer\.layers\.0: is 3\. Give an object with heads/],
])('%o is refused', (given, kind, message) => {
  const create = () => transformer.create({ ...plain, ...given });
  expect(create).toThrow(kind);
  expect(create).toThrow(message);
});
