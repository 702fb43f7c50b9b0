import { expect, test } from 'vitest';
import tf from '@tensorflow/tfjs';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { ruleScope } from './rule-scope.ts';
import { sequenceInputs, unalignedInputs } from './sequence-inputs.ts';
import golden from './golden/sequence-models.json' with { type: 'json' };
import type { FusionModel } from '../../../fusion/models/fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

const MEMORY = { hidden: 6, memory: 4, dropout: 0, modalityDropout: 0 };
const MCTN = { hidden: 6, dropout: 0, teacherForcing: 0.5 };
const MULT = { hidden: 4, heads: 2, layers: 2, memoryLayers: 2, dropout: 0 };
const TCN = { channels: 6, blocks: 2, size: 3, dropout: 0 };
const TRANSFORMER = { hidden: 8, heads: 2, layers: 2, window: 1, dropout: 0 };

interface Case {
  readonly name: keyof typeof golden.cases;
  readonly model: FusionModel;
  readonly output?: 'clip' | 'frame';
}

const CASES: readonly Case[] = [
  { name: 'ef-lstm', model: FUSION_MODELS['ef-lstm'].create({ hidden: 6, dropout: 0, bidirectional: true }) },
  { name: 'mfn', model: FUSION_MODELS.mfn.create(MEMORY) },
  { name: 'mfn, frames', model: FUSION_MODELS.mfn.create(MEMORY), output: 'frame' },
  { name: 'graph-mfn', model: FUSION_MODELS['graph-mfn'].create({ ...MEMORY, inner: 7 }) },
  { name: 'graph-mfn, as published', model: FUSION_MODELS['graph-mfn'].create({ ...MEMORY, inner: 7, graph: 'as-published' }) },
  { name: 'mfm', model: FUSION_MODELS.mfm.create(MEMORY) },
  { name: 'mctn', model: FUSION_MODELS.mctn.create(MCTN) },
  { name: 'mctn, frames', model: FUSION_MODELS.mctn.create(MCTN), output: 'frame' },
  { name: 'mctn, as published', model: FUSION_MODELS.mctn.create({ ...MCTN, recurrence: 'as-published' }) },
  { name: 'mult', model: FUSION_MODELS.mult.create(MULT) },
  { name: 'mult, frames', model: FUSION_MODELS.mult.create(MULT), output: 'frame' },
  { name: 'mult, aligned and causal', model: FUSION_MODELS.mult.create({ ...MULT, aligned: true, causal: true }) },
  { name: 'mult, aligned frames', model: FUSION_MODELS.mult.create({ ...MULT, aligned: true }), output: 'frame' },
  { name: 'tcn', model: FUSION_MODELS.tcn.create(TCN) },
  { name: 'tcn, causal frames', model: FUSION_MODELS.tcn.create({ ...TCN, causal: true }), output: 'frame' },
  { name: 'transformer', model: FUSION_MODELS.transformer.create(TRANSFORMER) },
  { name: 'transformer, frames', model: FUSION_MODELS.transformer.create(TRANSFORMER), output: 'frame' },
];

const inputsOf = ({ takes }: FusionModel, padding = 0) => (takes === 'unaligned' ? unalignedInputs({ padding }) : sequenceInputs({ padding }));
const numbers = (tensor: Tensor | undefined) => (tensor === undefined ? [] : [...tensor.dataSync()]);
const expectClose = (actual: Tensor | undefined, expected: readonly number[] = [], limit = 2e-5) => {
  const found = numbers(actual);
  expect(found).toHaveLength(expected.length);
  expect(Math.max(0, ...found.map((value, index) => Math.abs(value - expected[index]!)))).toBeLessThan(limit);
};

test.each(CASES)('$name gives the features, weights and loss of its formulas', ({ name, model, output = 'clip' }) => {
  const parameters = new Map<string, Tensor>();
  const { features, weights, loss } = model.fuse(ruleScope({ parameters }), inputsOf(model), output);
  const expected: { features: number[]; weights?: number[]; loss?: number[]; parameters: number } = golden.cases[name];
  expectClose(features, expected.features);
  expectClose(weights, expected.weights);
  expectClose(loss, expected.loss);
  expect([...parameters.values()].reduce((sum, { size }) => sum + size, 0)).toBe(expected.parameters);
});

test.each(CASES)('$name gives the same with more padding', ({ model, output = 'clip' }) => {
  const [short, long] = [0, 3].map((padding) => model.fuse(ruleScope(), inputsOf(model, padding), output)) as [ReturnType<FusionModel['fuse']>, ReturnType<FusionModel['fuse']>];
  const cut = (tensor: Tensor | undefined, like: Tensor | undefined) => (tensor === undefined || like === undefined ? undefined : tf.slice(tensor, tensor.shape.map(() => 0), like.shape));
  expectClose(cut(long.features, short.features), numbers(short.features), 1e-5);
  expectClose(cut(long.weights, short.weights), numbers(short.weights), 1e-5);
  expectClose(long.loss, numbers(short.loss), 1e-5);
});
