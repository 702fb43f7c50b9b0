import tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { expect } from 'vitest';
import { compile } from '../../../runtime/compile/compile.ts';
import { randomArray } from '../compile/random-array.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** An input of the function under test; whole numbers get no gradient. */
export interface Given {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array;
}

type Named<Value> = Record<string, Value>;

/** Returns random floats in [−1, 1) of the given shape. */
export function given(dims: readonly number[], seed = 7): Given {
  return { dims, data: randomArray(sizeOf(dims), seed) };
}

/**
 * Expects that a function gives the same value on tfjs's plain backend and through onnxruntime-node, where ops are fused, and the same
 * gradients of a weighted sum of that value on both and by central differences.
 */
export async function expectThreeWays(fn: (inputs: Named<Tensor>) => Tensor, inputs: Named<Given>): Promise<void> {
  const names = Object.keys(inputs).filter((name) => inputs[name]!.data instanceof Float32Array);
  const differentiate = (tensors: Named<Tensor>) => {
    const grads = tf.grads((...values: Tensor[]) => objective(fn, { ...tensors, ...Object.fromEntries(names.map((name, index) => [name, values[index]!])) }))(names.map((name) => tensors[name]!));
    return Object.fromEntries(names.map((name, index) => [`d ${name}`, grads[index]!]));
  };
  const results = tf.tidy(() => {
    const tensors = toTensors(inputs);
    return { output: fn(tensors), ...differentiate(tensors) };
  });
  const eager = mapValues(results, read);
  const compiled = await runCompiled((tensors) => ({ output: fn(tensors), ...differentiate(tensors) }), inputs);
  for (const name of Object.keys(eager)) expectClose(`${name} through onnxruntime-node`, compiled[name]!, { to: eager[name]!, within: 2e-5 });
  for (const name of names) expectClose(`gradient of ${name}`, eager[`d ${name}`]!, { to: differences(fn, inputs, name), within: 3e-3 });
}

/** Resolves with the outputs of `fn`, compiled for the shapes of `inputs` and run by onnxruntime-node. */
export async function runCompiled(fn: (inputs: Named<Tensor>) => Named<Tensor>, inputs: Named<Given>): Promise<Named<number[]>> {
  const types = mapValues(inputs, ({ data }) => (data instanceof Int32Array ? 'int32' as const : 'float32' as const));
  const bytes = compile(fn, { name: 'op', inputs: Object.fromEntries(Object.entries(inputs).map(([name, { dims }]) => [name, { dims, type: types[name]! }])) });
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const feeds = mapValues(Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]!])), ({ data, dims }) =>
    data instanceof Int32Array ? new OrtTensor('int32', data, dims) : new OrtTensor('float32', data, dims));
  const results = await session.run(feeds);
  await session.release();
  return mapValues(results as Named<OrtTensor>, ({ data }) => Array.from(data as Float32Array));
}

/** Expects each number to lie within `within` of its counterpart, relative to the largest of them where that exceeds 1. */
export function expectClose(what: string, actual: readonly number[], { to, within }: { to: readonly number[]; within: number }): void {
  expect(actual.length, what).toBe(to.length);
  const scale = Math.max(1, ...to.map(Math.abs));
  const worst = Math.max(...actual.map((value, index) => (Number.isFinite(value) ? Math.abs(value - to[index]!) / scale : Infinity)));
  expect(worst, `${what} is off by`).toBeLessThan(within);
}

function objective(fn: (inputs: Named<Tensor>) => Tensor, inputs: Named<Tensor>): tf.Scalar {
  const output = fn(inputs);
  return tf.sum(tf.mul(output, tf.tensor(randomArray(output.size, 99), output.shape)));
}

function differences(fn: (inputs: Named<Tensor>) => Tensor, inputs: Named<Given>, name: string): number[] {
  const step = 1e-2;
  const at = (index: number, change: number) => tf.tidy(() => {
    const { data, dims } = inputs[name]!;
    const moved = { ...inputs, [name]: { dims, data: Float32Array.from(data).with(index, data[index]! + change) } };
    return objective(fn, toTensors(moved)).dataSync()[0]!;
  });
  return Array.from(inputs[name]!.data, (_, index) => (at(index, step) - at(index, -step)) / (2 * step));
}

function toTensors(inputs: Named<Given>): Named<Tensor> {
  return mapValues(inputs, ({ data, dims }) => tf.tensor(data, [...dims], data instanceof Int32Array ? 'int32' : 'float32'));
}

function read(tensor: Tensor): number[] {
  return [...tensor.dataSync()];
}

function mapValues<From, To>(record: Named<From>, map: (value: From) => To): Named<To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
