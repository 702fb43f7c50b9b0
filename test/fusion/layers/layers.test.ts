import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { batchNorm } from '../../../fusion/layers/batch-norm.ts';
import { conv1d, type Conv1dLayerOptions } from '../../../fusion/layers/conv1d.ts';
import { layerNorm } from '../../../fusion/layers/layer-norm.ts';
import { multiHeadAttention, type AttentionOptions } from '../../../fusion/layers/multi-head-attention.ts';
import { transformerLayer, type TransformerOptions } from '../../../fusion/layers/transformer-layer.ts';
import { gelu } from '../../../runtime/ops/gelu.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { expectClose, runCompiled, type Given } from '../../runtime/ops/three-ways.ts';
import { eagerScope } from './eager-scope.ts';
import type { Scope } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

interface Values {
  readonly dims: number[];
  readonly data: number[];
}

interface Golden extends Record<'x' | 'share' | 'output' | 'gradient' | 'mean' | 'variance', Values> {
  readonly mask?: Values;
  readonly parameters: Record<string, Values>;
  readonly gradients: Record<string, Values>;
  readonly options: object;
}

type Layer = (scope: Scope, inputs: { readonly x: Tensor; readonly mask: Tensor | undefined }, options: object) => Tensor;

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')) as Record<string, Golden>;
const golden = { ...read('layers.json'), ...read('shifted.json') };
const transformer: Layer = (scope, { x, mask }, options) => transformerLayer(scope, x, { ...(options as TransformerOptions), mask });
const convolution: Layer = (scope, { x }, options) => conv1d(scope, x, options as Conv1dLayerOptions);
const shifted: Layer = (scope, { x, mask }, options) => {
  const { positions, segments, ...rest } = options as AttentionOptions & { readonly positions?: number[][]; readonly segments?: number[][] };
  const tensors = { positions: positions && tf.tensor2d(positions), segments: segments && tf.tensor2d(segments) };
  return multiHeadAttention(scope, x, x, { ...rest, ...tensors, mask });
};
const layers: Record<string, Layer> = {
  layerNorm: (scope, { x }) => layerNorm(scope, x),
  batchNorm: (scope, { x }) => batchNorm(scope, x),
  gelu: (_, { x }) => gelu(x),
  'conv1d-plain': convolution,
  'conv1d-strided': convolution,
  'conv1d-dilated': convolution,
  attention: (scope, { x, mask }) => multiHeadAttention(scope, x, x, { heads: 2, mask }),
  'shifted-causal': shifted,
  'shifted-grouped': shifted,
  'shifted-packed': shifted,
  'transformer-before-gelu': transformer,
  'transformer-after-relu': transformer,
};

beforeAll(() => onTfjsCpu());

test('every recorded layer is tested', () => expect(Object.keys(layers).sort()).toEqual(Object.keys(golden).sort()));

/** Output and gradients of `sum(output · share)`, from the recorded parameters. */
function differentiate(name: string, tensors: Record<string, Tensor>): Record<string, Tensor> {
  const { options, parameters } = golden[name]!;
  const names = Object.keys(parameters);
  const run = (x: Tensor, values: Tensor[]) => {
    const scope = eagerScope({ training: true, parameters: new Map(names.map((each, index) => [each, values[index]!])) });
    return layers[name]!(scope, { x, mask: tensors.mask }, options);
  };
  const [x, values] = [tensors.x!, names.map((each) => tensors[each]!)];
  const gradients = tf.grads((input: Tensor, ...rest: Tensor[]) => run(input, rest).mul(tensors.share!).sum())([x, ...values]);
  const named = names.map((each, index) => [`d ${each}`, gradients[index + 1]!] as const);
  return { output: run(x, values), 'd x': gradients[0]!, ...Object.fromEntries(named) };
}

function inputsOf(name: string): Record<string, Given> {
  const { x, share, mask, parameters } = golden[name]!;
  const all = { x, share, ...(mask === undefined ? {} : { mask }), ...parameters };
  return Object.fromEntries(Object.entries(all).map(([key, { dims, data }]) => [key, { dims, data: Float32Array.from(data) }]));
}

function expectGolden(name: string, results: Record<string, number[]>): void {
  const { output, gradient, gradients } = golden[name]!;
  const expected = { output, 'd x': gradient, ...Object.fromEntries(Object.entries(gradients).map(([key, value]) => [`d ${key}`, value])) };
  for (const [key, { data }] of Object.entries(expected)) expectClose(`${name}: ${key}`, results[key]!, { to: data, within: 1e-5 });
}

test.each(Object.keys(layers))('%s and its gradients equal those of PyTorch, on tfjs', (name) => {
  const tensors = Object.fromEntries(Object.entries(inputsOf(name)).map(([key, { data, dims }]) => [key, tf.tensor(data, [...dims])]));
  expectGolden(name, Object.fromEntries(Object.entries(differentiate(name, tensors)).map(([key, tensor]) => [key, [...tensor.dataSync()]])));
});

test.each(Object.keys(layers))('%s and its gradients equal those of PyTorch, through onnxruntime-node', async (name) => {
  expectGolden(name, await runCompiled((tensors) => differentiate(name, tensors), inputsOf(name)));
});

test('batch norm keeps the running statistics that PyTorch keeps, and uses them when it does not train', () => {
  const { x, mean, variance } = golden.batchNorm!;
  const [parameters, statistics] = [new Map<string, Tensor>(), new Map<string, Tensor>()];
  const input = tf.tensor(x.data, x.dims);
  batchNorm(eagerScope({ training: true, parameters, statistics }), input);
  expectClose('mean', [...statistics.get('mean')!.dataSync()], { to: mean.data, within: 1e-5 });
  expectClose('variance', [...statistics.get('variance')!.dataSync()], { to: variance.data, within: 1e-5 });
  const expected = x.data.map((value, index) => (value - mean.data[index % 4]!) / Math.sqrt(variance.data[index % 4]! + 1e-5));
  expectClose('output', [...batchNorm(eagerScope({ parameters, statistics }), input).dataSync()], { to: expected, within: 1e-5 });
});

test('batch norm refuses to train on a single row', () => {
  expect(() => batchNorm(eagerScope({ training: true }), tf.ones([1, 3]))).toThrow(/^batchNorm: a batch of 1 row has no variance\. /);
});
