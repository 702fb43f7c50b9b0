import { expect, test } from 'vitest';
import tf from '@tensorflow/tfjs';
import { ruleScope } from './rule-scope.ts';
import { inputsOf, SEQUENCE_CASES } from './sequence-cases.ts';
import golden from './golden/sequence-models.json' with { type: 'json' };
import type { FusionModel } from '../../../fusion/models/fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

const numbers = (tensor: Tensor | undefined) => (tensor === undefined ? [] : [...tensor.dataSync()]);
const expectClose = (actual: Tensor | undefined, expected: readonly number[] = [], limit = 2e-5) => {
  const found = numbers(actual);
  expect(found).toHaveLength(expected.length);
  expect(Math.max(0, ...found.map((value, index) => Math.abs(value - expected[index]!)))).toBeLessThan(limit);
};

test.each(SEQUENCE_CASES)('$name gives the features, weights and loss of its formulas', ({ name, model, output = 'clip' }) => {
  const parameters = new Map<string, Tensor>();
  const { features, weights, loss } = model.fuse(ruleScope({ parameters }), inputsOf(model), output);
  const expected: { features: number[]; weights?: number[]; loss?: number[]; parameters: number } = golden.cases[name];
  expectClose(features, expected.features);
  expectClose(weights, expected.weights);
  expectClose(loss, expected.loss);
  expect([...parameters.values()].reduce((sum, { size }) => sum + size, 0)).toBe(expected.parameters);
});

test.each(SEQUENCE_CASES)('$name gives the same with more padding', ({ model, output = 'clip' }) => {
  const [short, long] = [0, 3].map((padding) => model.fuse(ruleScope(), inputsOf(model, padding), output)) as [ReturnType<FusionModel['fuse']>, ReturnType<FusionModel['fuse']>];
  const cut = (tensor: Tensor | undefined, like: Tensor | undefined) => (tensor === undefined || like === undefined ? undefined : tf.slice(tensor, tensor.shape.map(() => 0), like.shape));
  expectClose(cut(long.features, short.features), numbers(short.features), 1e-5);
  expectClose(cut(long.weights, short.weights), numbers(short.weights), 1e-5);
  expectClose(long.loss, numbers(short.loss), 1e-5);
});
