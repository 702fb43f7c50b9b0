import { readFileSync } from 'node:fs';
import tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { compileTrainingStep } from '../../../runtime/train/compile-training-step.ts';
import { declare } from '../../../runtime/train/declare.ts';
import { openEagerTrainer } from '../../../runtime/train/open-eager-trainer.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { eagerScope } from '../layers/eager-scope.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { byRule, declaredBy } from './by-rule.ts';
import { overfit, toTask } from './overfit.ts';
import type { FusionModel, Fused, ModalityInputs } from '../../../fusion/models/fusion-model.ts';
import type { InputSignature } from '../../../runtime/compile/trace.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Tensor } from '@tensorflow/tfjs';

type Name = 'attention' | 'late-fusion' | 'lf-dnn' | 'tfn' | 'lmf' | 'misa' | 'mmim';
type Options = Readonly<Record<string, unknown>>;

interface Case {
  readonly model: Name;
  readonly options: Options;
  readonly features: readonly (readonly number[])[];
  readonly loss?: number;
  readonly inputGradients: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly parameters: number;
  readonly parameterGradient: number;
}

interface Golden {
  readonly sizes: Readonly<Record<string, number>>;
  readonly present: Readonly<Record<string, number[]>>;
  readonly hidden: number;
  readonly merbench: Readonly<Record<string, number>>;
  readonly cases: readonly Case[];
  readonly counts: readonly { readonly model: Name; readonly options: Options; readonly count: number }[];
}

const golden = JSON.parse(readFileSync(new URL('golden/utterance-models.json', import.meta.url), 'utf8')) as Golden;
const NAMES: readonly Name[] = ['attention', 'late-fusion', 'lf-dnn', 'tfn', 'lmf', 'misa', 'mmim'];
const SIZES = { audio: 12, text: 10, video: 14 };
const VARIANTS = golden.cases.map(({ model, options }) => [`${model} ${JSON.stringify(options)}`, model, options] as const);

beforeAll(onTfjsCpu);

/** Six clips by the rule, of which some lack modalities as in the golden file. */
function clips(present = golden.present, sizes = golden.sizes): ModalityInputs {
  const inputs = Object.keys(present).map((name) => {
    const mask = tf.tensor1d(present[name]!, 'float32');
    return [name, { values: byRule(`input/${name}`, [mask.size, sizes[name]!]), mask }] as const;
  });
  return Object.fromEntries(inputs);
}

function make(name: Name, options: Options = {}): FusionModel {
  return FUSION_MODELS[name].create({ hidden: golden.hidden, ...options });
}

function parametersOf(model: FusionModel, inputs: ModalityInputs): Map<string, Tensor> {
  return new Map([...declaredBy(model, inputs)].map(([name, shape]) => [name, byRule(name, shape)]));
}

/** Returns the gradients of features and loss together, of inputs and parameters. */
function gradients(model: FusionModel, inputs: ModalityInputs): { readonly inputs: Map<string, Tensor>; readonly parameters: Map<string, Tensor> } {
  const [modalities, parameters] = [Object.keys(inputs), parametersOf(model, inputs)];
  const objective = (...tensors: Tensor[]) => {
    const given = modalities.map((name, index) => [name, { values: tensors[index]!, mask: inputs[name]!.mask }] as const);
    const shared = new Map([...parameters.keys()].map((name, index) => [name, tensors[modalities.length + index]!]));
    const { features, loss } = model.fuse(eagerScope({ parameters: shared }), Object.fromEntries(given), 'clip');
    const sum = tf.sum<tf.Scalar>(tf.mul(features, byRule('objective', features.shape)));
    return loss === undefined ? sum : tf.add<tf.Scalar>(sum, loss);
  };
  const found = tf.grads(objective)([...modalities.map((name) => inputs[name]!.values), ...parameters.values()]);
  return {
    inputs: new Map(modalities.map((name, index) => [name, found[index]!])),
    parameters: new Map([...parameters.keys()].map((name, index) => [name, found[modalities.length + index]!])),
  };
}

function fuse(model: FusionModel, inputs: ModalityInputs): Fused {
  return model.fuse(eagerScope({ parameters: parametersOf(model, inputs) }), inputs, 'clip');
}

function numbers(tensor: Tensor): number[] {
  return [...tensor.dataSync()];
}

function expectClose(actual: readonly number[], expected: readonly number[], digits = 5): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, digits));
}

describe.each(golden.cases.map((each) => [`${each.model} ${JSON.stringify(each.options)}`, each] as const))('%s', (_, { model: name, options, ...expected }) => {
  test('gives the features and the loss that its formula gives in PyTorch, with the missing modalities left out', () => {
    const { features, loss } = fuse(make(name, options), clips());
    expectClose(numbers(features), expected.features.flat());
    expectClose(loss === undefined ? [] : numbers(loss), expected.loss === undefined ? [] : [expected.loss]);
  });

  test('has the gradients that its formula has in PyTorch', () => {
    const { inputs, parameters } = gradients(make(name, options), clips());
    for (const [modality, gradient] of inputs) expectClose(numbers(gradient), expected.inputGradients[modality]!.flat(), 4);
    const probed = [...parameters].map(([path, gradient]) => numbers(tf.sum(tf.mul(gradient, byRule(`probe/${path}`, gradient.shape))))[0]!);
    expect(probed).toHaveLength(expected.parameters);
    expect(probed.reduce((sum, value) => sum + value, 0)).toBeCloseTo(expected.parameterGradient, 3);
  });
});

test.each(golden.counts)("$model $options with MERBench's features has the $count parameters of its formula in PyTorch", ({ model, options, count }) => {
  const signature: [string, InputSignature][] = Object.entries(golden.merbench).flatMap(([name, size]) => [[name, { dims: [2, size] }], [`${name} mask`, { dims: [2] }]]);
  const { parameters } = declare((scope, batch) => {
    const inputs = Object.keys(golden.merbench).map((name) => [name, { values: batch[name]!, mask: batch[`${name} mask`]! }] as const);
    return FUSION_MODELS[model].create(options).fuse(scope, Object.fromEntries(inputs), 'clip');
  }, Object.fromEntries(signature));
  expect(parameters.reduce((sum, { shape }) => sum + shape.reduce((product, dim) => product * dim, 1), 0)).toBe(count);
});

test.each([['equal', 0], ['learned', 3]])('late fusion with %s weights has an encoder a modality, and %i numbers more', (weights, more) => {
  const declared = declaredBy(make('late-fusion', { weights }), clips());
  const count = [...declared.values()].reduce((sum, shape) => sum + shape.reduce((product, dim) => product * dim, 1), 0);
  expect(count).toBe([4, 3, 5].reduce((sum, size) => sum + (size + 1) * 6 + 2 * 7 * 6, more));
});

test.each(VARIANTS)('%s: what stands where a modality is missing changes nothing', (_, name, options) => {
  const [model, inputs] = [make(name, options), clips()];
  const others = Object.entries(inputs).map(([modality, { values, mask }]) => {
    const instead = tf.mul(byRule('anything else', values.shape), 1000);
    return [modality, { values: tf.where(tf.cast(tf.expandDims(mask, 1), 'bool'), values, instead), mask }] as const;
  });
  const [before, after] = [fuse(model, inputs), fuse(model, Object.fromEntries(others))];
  expect(numbers(after.features)).toEqual(numbers(before.features));
  if (before.loss !== undefined) expect(numbers(after.loss!)).toEqual(numbers(before.loss));
});

test.each(VARIANTS)('%s: a batch in which everything is missing has finite features, loss and gradients', (_, name, options) => {
  const [model, inputs] = [make(name, options), clips({ audio: [0, 0], text: [0, 0], video: [0, 0] })];
  const { features, loss } = fuse(model, inputs);
  const found = gradients(model, inputs);
  const all = [features, ...(loss === undefined ? [] : [loss]), ...found.inputs.values(), ...found.parameters.values()];
  expect(all.flatMap(numbers).filter((value) => !Number.isFinite(value))).toEqual([]);
});

test.each(VARIANTS)('%s takes one modality, two, or four', (_, name, options) => {
  const sizes = { ...golden.sizes, gaze: 2 };
  for (const modalities of [['audio'], ['text', 'video'], ['audio', 'text', 'video', 'gaze']]) {
    const { features } = fuse(make(name, { ...options, ...(name === 'tfn' ? { hidden: 4 } : {}) }), clips(Object.fromEntries(modalities.map((each) => [each, [1, 1, 1]])), sizes));
    expect(numbers(features).every(Number.isFinite)).toBe(true);
    expect(features.shape[0]).toBe(3);
  }
});

test.each(['equal', 'learned'])('late fusion with %s weights of clips that all lack a modality is that without the modality', (weights) => {
  const [model, everybody] = [make('late-fusion', { weights }), [1, 1, 1, 1]];
  const { features } = fuse(model, clips({ video: [0, 0, 0, 0], audio: everybody, text: everybody }));
  const [first, second] = numbers(byRule('scores', [3])).slice(1) as [number, number];
  const share = weights === 'equal' ? 0.5 : 1 / (1 + Math.exp(second - first));
  const alone = ['audio', 'text'].map((name) => numbers(fuse(model, clips({ [name]: everybody })).features));
  expectClose(numbers(features), alone[0]!.map((value, index) => share * value + (1 - share) * alone[1]![index]!));
});

test("MISA's loss for clips that all lack a modality is that without the modality", () => {
  const everybody = { audio: [1, 1, 1, 1], text: [1, 1, 1, 1] };
  const { loss } = fuse(make('misa'), clips({ ...everybody, video: [0, 0, 0, 0] }));
  expectClose(numbers(loss!), numbers(fuse(make('misa'), clips(everybody)).loss!));
});

test.each(['misa', 'mmim'] as const)('%s with every weight 0 has no loss and no parameters for it', (name) => {
  const model = make(name, name === 'misa' ? { similarity: 0, difference: 0, reconstruction: 0 } : { alpha: 0, beta: 0 });
  expect(fuse(model, clips()).loss).toBeUndefined();
  expect([...declaredBy(model, clips()).keys()].filter((path) => /^(reconstruct|contrast|likelihood)/.test(path))).toEqual([]);
});

test('MMIM without text takes the first modality for the anchor', () => {
  const paths = [...declaredBy(make('mmim'), clips({ video: [1, 1], audio: [1, 1] })).keys()];
  expect([...new Set(paths.filter((path) => path.startsWith('likelihood')).map((path) => path.split('/')[1]))]).toEqual(['audio']);
});

test('the weights that attention and late fusion show are 0 for missing modalities, and with a softmax sum to 1 (trap 19)', () => {
  for (const model of [make('attention', { softmax: true }), make('late-fusion', { weights: 'learned' })]) {
    const { weights } = fuse(model, clips());
    expectClose(numbers(tf.sum(weights!, 1)), [1, 1, 1, 1, 1, 0]);
    expect(numbers(weights!)[3 * 3]).toBe(0);
  }
});

test('TFN refuses an outer product whose layer would be too large, and says how large', () => {
  const model = FUSION_MODELS.tfn.create({ hidden: 128 });
  expect(() => model.fuse(eagerScope(), clips(), 'clip')).toThrow(/^tfn\.hidden: is 128, .* 2146689 numbers and a layer of 274776192 weights, .* Choose 83 or less/);
});

test('a sequence, a mask of another length and a model without modalities are refused by name', () => {
  const model = make('attention');
  const sequence = { values: tf.zeros([2, 5, 3]), mask: tf.zeros([2, 5]) };
  expect(() => model.fuse(eagerScope(), { video: sequence }, 'clip')).toThrow(/^attention: video has features \[2, 5, 3\] and a mask \[2, 5\]/);
  expect(() => model.fuse(eagerScope(), { audio: { values: tf.zeros([2, 3]), mask: tf.zeros([3]) } }, 'clip')).toThrow(RangeError);
  expect(() => model.fuse(eagerScope(), {}, 'clip')).toThrow('attention: is given no modality. Give it one at least.');
});

test('one vector a frame is refused', () => {
  expect(() => make('lmf').fuse(eagerScope(), clips(), 'frame')).toThrow('lmf: gives one vector a clip, not one a frame. Choose a model for sequences.');
});

test('MISA refuses a size that its two heads cannot share', () => {
  expect(() => FUSION_MODELS.misa.create({ hidden: 7 })).toThrow('misa.hidden: is 7, which two heads cannot share. Give an even number.');
});

describe('compiled', () => {
  let runtime: Runtime;
  beforeAll(async () => void (runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 })));
  afterAll(() => runtime[Symbol.asyncDispose]());

  test.each(NAMES)('%s learns 32 random clips by heart', async (name) => {
    // With fewer units MISA's difference loss, which is pulled towards equal clips, wins over the classes
    const model = FUSION_MODELS[name].create({ hidden: name === 'misa' ? 64 : 16, dropout: 0 });
    const losses = await overfit(model, { runtime, sizes: SIZES, ...(name === 'misa' ? { rate: 0.0003, steps: 80 } : {}) });
    expect(losses[0]).toBeGreaterThan(0.8);
    expect(losses.at(-1)).toBeLessThan(0.02);
  });

  test.each(NAMES)('%s takes the same training steps, with dropout and hidden modalities, as when run by tfjs', async (name) => {
    const { options, batch } = toTask(FUSION_MODELS[name].create({ hidden: 6, modalityDropout: 0.3 }), { sizes: SIZES });
    await using compiled = await openTrainer(compileTrainingStep(options), { runtime, seed: 1 });
    await using eager = openEagerTrainer(options, { seed: 1 });
    const [first, second] = await Promise.all([compiled, eager].map((trainer) => trainer.train([batch, batch, batch], [0.01, 0.01, 0.01])));
    for (const metric of ['loss', 'gradient-norm']) {
      const ratios = first![metric]!.map((value, index) => value / second![metric]![index]!);
      expectClose([...ratios], [1, 1, 1], 4);
    }
  });
});

test('a tensor fusion of 128 units and three modalities, whose first layer would have 275 million weights, is refused with what fits (trap 32)', () => {
  expect(() => FUSION_MODELS.tfn.create({ hidden: 128 }).fuse(eagerScope(), clips(), 'clip')).toThrow(/a layer of 274776192 weights, more than the limit of 50000000\. Choose 83 or less, or raise largestLayer/); // 129³ · 128
});
