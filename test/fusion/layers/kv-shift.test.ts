import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { multiHeadAttention } from '../../../fusion/layers/multi-head-attention.ts';
import { convexPairs } from '../../../runtime/train/initialiser.ts';
import { initialise } from '../../../runtime/train/initialise.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { eagerScope } from './eager-scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(() => onTfjsCpu());

const x = () => tf.randomNormal([2, 6, 8], 0, 1, 'float32', 3);
const options = { heads: 4, kvHeads: 2, causal: true, rotaryBase: 1000 };

test.each([false, true])('with (1, 0) keys and values are left as they are, to the last bit (causal: %s)', (causal) => {
  const parameters = new Map<string, Tensor>();
  const plain = multiHeadAttention(eagerScope({ parameters }), x(), x(), { ...options, causal });
  for (const name of ['shift/alpha', 'shift/beta']) parameters.set(name, tf.tensor2d([[1, 0], [1, 0]]));
  const shifted = multiHeadAttention(eagerScope({ parameters }), x(), x(), { ...options, causal, kvShift: true });
  expect([...shifted.dataSync()]).toEqual([...plain.dataSync()]);
});

test('a shift adds four numbers for each head of keys and values, and only those', () => {
  const count = (kvShift: boolean) => {
    const parameters = new Map<string, Tensor>();
    multiHeadAttention(eagerScope({ parameters }), x(), x(), { ...options, kvShift });
    return [...parameters.values()].reduce((sum, { size }) => sum + size, 0);
  };
  expect(count(true) - count(false)).toBe(4 * 2);
});

test('the weights start as shares of one, spread over the whole of [0, 1), by the seed', () => {
  const draw = (seed: number) => initialise({ name: 'shift/alpha', shape: [500, 2], initialiser: convexPairs }, seed);
  const pairs = draw(1);
  const first = pairs.filter((_, index) => index % 2 === 0);
  expect(first.every((share, row) => share >= 0 && share < 1 && Math.abs(share + pairs[2 * row + 1]! - 1) < 1e-7)).toBe(true);
  expect(Math.abs(first.reduce((sum, share) => sum + share, 0) / 500 - 0.5)).toBeLessThan(0.05);
  expect(draw(1)).toEqual(pairs);
  expect(draw(2)).not.toEqual(pairs);
});
