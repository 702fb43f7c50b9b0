import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { openEagerPredictor } from '../../../runtime/train/open-eager-predictor.ts';
import { float32 } from '../../../runtime/tensor.ts';
import { ensembleOf, type Member } from '../../../fusion/train/ensemble.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';

beforeAll(() => onTfjsCpu());

const member = (logits: readonly number[], valence: number): Member => ({
  predict: (scope, { x }) => {
    const scores = tf.mul(x!, scope.in('head').parameter('scores', [2], { kind: 'constant', value: 0 }));
    return { 'expression.logits': scores, expression: tf.softmax(scores), valence: scope.running('valence', [1], { kind: 'constant', value: 0 }).value };
  },
  weights: { 'parameter:head/scores': float32(Float32Array.from(logits), 2), 'running:valence': float32(Float32Array.of(valence), 1) },
});

test('an ensemble averages logits before the softmax, and values (trap 21)', async () => {
  const { predict, weights } = ensembleOf([member([3, 0], 0.5), member([-1, 4], -0.1)]);
  const predictor = openEagerPredictor({ predict });
  await predictor.load(weights);
  const outputs = await predictor.predict({ x: float32(Float32Array.of(1, 1), 1, 2) });
  expect([...outputs['expression.logits']!.data]).toEqual([1, 2]);
  expect(outputs.expression!.data[1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6); // Not the mean of 0.047 and 0.993
  expect(outputs.valence!.data[0]).toBeCloseTo(0.2, 6);
});

test('an ensemble of one is that one', () => {
  const only = member([1, 2], 0);
  expect(ensembleOf([only])).toBe(only);
});
