import { expect, test } from 'vitest';
import { blockInfluence } from '../../../plugins/block-influence/block-influence.ts';
import { createBlockMeasure } from '../../../plugins/block-influence/block-measure.ts';
import { orderBlocks } from '../../../plugins/block-influence/order-blocks.ts';

const state = (...values: number[]) => Float32Array.from(values);

test('influence follows the angle between what goes into a block and what comes out', () => {
  const [turned, kept, against] = blockInfluence([state(1, 0), state(3, 4), state(6, 8), state(-3, -4)], { dimensions: 2 });
  expect(turned).toBeCloseTo(1 - 0.6, 12);
  expect(kept).toBeCloseTo(0, 12);
  expect(against).toBeCloseTo(2, 12);
});

test('the mean is over tokens, not over runs', () => {
  const measure = createBlockMeasure(1);
  measure.add([state(1, 0, 1, 0, 1, 0), state(1, 0, 1, 0, 1, 0)], { dimensions: 2 });
  measure.add([state(1, 0), state(0, 1)], { dimensions: 2 });
  expect(measure.scores()[0]!.influence).toBeCloseTo(0.25, 12);
  expect(measure.tokens).toBe(4);
});

test('padding does not count', () => {
  const states = [state(1, 0, 1, 0, 5, 5), state(0, 1, 1, 0, -5, -5)];
  expect(blockInfluence(states, { dimensions: 2, mask: [1, 1, 0] })).toEqual([0.5]);
  expect(blockInfluence(states, { dimensions: 2 })).not.toEqual([0.5]);
});

test('a token of zeros counts 0.5, as in the code of the authors', () => {
  expect(blockInfluence([state(0, 0), state(1, 2), state(0, 0)], { dimensions: 2 })).toEqual([0.5, 0.5]);
});

test('angle and magnitude are measured beside it', () => {
  const measure = createBlockMeasure(1);
  measure.add([state(1, 0), state(1, 1)], { dimensions: 2 });
  const { angular, magnitude } = measure.scores()[0]!;
  expect(angular).toBeCloseTo(0.25, 7);
  expect(magnitude).toBeCloseTo(Math.SQRT1_2, 7);
});

test('each method has its order, and equal blocks go by number', () => {
  const scores = [0.3, 0.1, 0.2, 0.1].map((value, index) => ({ influence: value, angular: value, magnitude: index }));
  expect(orderBlocks(scores, 'influence')).toEqual([1, 3, 2, 0]);
  expect(orderBlocks(scores, 'magnitude')).toEqual([0, 1, 2, 3]);
  expect(orderBlocks(scores, 'sequential')).toEqual([0, 1, 2, 3]);
  expect(orderBlocks(scores, 'reverse')).toEqual([3, 2, 1, 0]);
});

test.each([
  ['no token counts', [state(1, 2), state(1, 2)], { dimensions: 2, mask: [0] }, /no token counts/],
  ['states of two lengths', [state(1, 2), state(1, 2, 3, 4)], { dimensions: 2 }, /2 and 4 values/],
  ['half a token', [state(1, 2, 3), state(1, 2, 3)], { dimensions: 2 }, /3 values are not whole tokens of 2/],
  ['a mask of another length', [state(1, 2), state(1, 2)], { dimensions: 2, mask: [1, 1] }, /for 2 tokens, and there are 1/],
] as const)('%s: refused', (_, states, shape, message) => {
  expect(() => blockInfluence(states, shape)).toThrow(message);
});
