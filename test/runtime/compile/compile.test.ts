import { spawnSync } from 'node:child_process';
import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { compile } from '../../../runtime/compile/compile.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import { onTfjsCpu } from './on-tfjs-cpu.ts';
import { randomArray } from './random-array.ts';
import { runOnnx } from './run-onnx.ts';
import type { Traceable } from '../../../runtime/compile/trace.ts';

const inputs = { x: { dims: ['batch', 4] } } as const;

beforeAll(() => onTfjsCpu());

test('a function that uses tensors of another backend is compiled and leaves them usable there', async () => {
  const weight = tf.variable(tf.tensor2d([1, 2, 3, 4], [4, 1]));
  const bytes = compile(({ x }) => ({ y: tf.matMul(x!, weight) }), { name: 'linear', inputs });
  const { y } = await runOnnx(bytes, { x: { data: Float32Array.of(1, 1, 1, 1, 2, 0, 0, 0), dims: [2, 4] } });
  expect(y!.data).toEqual([10, 2]);
  expect([...weight.mul(2).dataSync()]).toEqual([2, 4, 6, 8]);
});

test('compiling leaves the backend, the tensors and the kernels of tfjs as they were', () => {
  const state = () => ({ backend: tf.getBackend(), tensors: tf.memory().numTensors, kernels: tf.getKernelsForBackend('affekt-recorder').length, gradients: ['Tile', 'Einsum', 'Conv2D'].map((name) => tf.getGradient(name)) });
  const before = state();
  compile(({ x }) => x!.softmax(), { name: 'softmax', inputs });
  expect(() => compile(({ x }) => tf.fft(x!.toFloat().cast('complex64')), { name: 'broken', inputs })).toThrow(ModelError);
  expect(state()).toEqual(before);
});

test('two named dimensions may vary at once', async () => {
  const bytes = compile(({ x }) => ({ y: tf.concat([x!, tf.ones([x!.shape[0], 2, 3])], 1).mean(0) }), { name: 'two', inputs: { x: { dims: ['batch', 'time', 3] } } });
  for (const dims of [[1, 1, 3], [4, 6, 3]] as [number, number, number][]) {
    const data = randomArray(dims[0] * dims[1] * 3, 5);
    const expected = tf.tidy(() => tf.concat([tf.tensor3d(data, dims), tf.ones([dims[0], 2, 3])], 1).mean(0));
    const { y } = await runOnnx(bytes, { x: { data, dims } });
    expect(y!.dims).toEqual(expected.shape);
    expect(Math.max(...y!.data.map((value, index) => Math.abs(value - expected.dataSync()[index]!)))).toBeLessThan(1e-6);
  }
});

test.each<[string, Traceable, RegExp]>([
  ['a value that is read', ({ x }) => tf.scalar(x!.exp().dataSync()[0]!), /^net: the result of Exp is read while it is traced, but has no value yet \(at compile\.test\.ts:\d+\)\. /],
  ['an input that is read', ({ x }) => tf.scalar(x!.dataSync()[0]!), /the input "x" is read/],
  ['an unknown kernel', ({ x }) => tf.unique(x!).values, /^net: the operation Unique cannot be compiled yet \(at compile\.test\.ts:\d+\)/],
  ['a shape that depends on values', ({ x }) => tf.booleanMaskAsync(x!, x!.greater(0)) as unknown as tf.Tensor, /the function returns a Promise, as functions do .* shapes that depend on them/],
  ['a graph that depends on the batch', ({ x }) => (x!.shape[0] > 4 ? x!.exp() : x!.log()), /operation 0 \(Log\) differs between batch 2 and batch 5/],
  ['a constant that depends on the batch', ({ x }) => x!.mul(1 / x!.shape[0]), /a constant of Mul has other values for batch 2 than for batch 11/],
  ['a size that grows unevenly', ({ x }) => x!.tile([x!.shape[0], 1]).slice([0, 0], [x!.shape[0] ** 2, 2]), /a size in (Tile|Slice|an output) is 4 for batch 2 and 121 for batch 11/],
  ['an attribute that cannot be written', ({ x }) => tf.mirrorPad(x!, [[0, 0], [1, 1]], 'symmetric'), /^net: MirrorPad: mirrorPad in symmetric mode cannot be compiled \(at compile/],
  ['a value that is read within a gradient', ({ x }) => tf.grad((v) => v.mul(v.exp().dataSync()[0]!).sum())(x!), /^net: the result of Exp is read while it is traced, but has no value yet \(at compile\.test\.ts:\d+\)/],
  ['an unknown kernel within a gradient', ({ x }) => tf.valueAndGrads((v) => tf.unique(v).values.sum<tf.Scalar>())([x!]).grads[0]!, /^net: the operation Unique cannot be compiled yet \(at compile\.test\.ts:\d+\)/],
  ['an unknown kernel that a gradient calls', ({ x }) => tf.grad((v) => tf.dilation2d(v.expandDims(0).expandDims<tf.Tensor4D>(-1), tf.ones([1, 1, 1]), 1, 'valid'))(x!), /^net: the operation Dilation2D cannot be compiled yet \(at compile\.test\.ts:\d+\)/],
  ['an operation without a gradient', ({ x }) => tf.grad((v) => tf.tensorScatterUpdate(v, [[0]], tf.ones([1, 4])).sum())(x!), /^net: the operation TensorScatterUpdate has no gradient \(at compile\.test\.ts:\d+\)/],
  ['random numbers drawn while tracing', ({ x }) => tf.dropout(x!, 0.5), /^net: randomUniform draws its numbers once, .* dropout, normal or uniform \(at compile\.test\.ts:\d+\)/],
  ['random numbers drawn within a gradient', ({ x }) => tf.grad((v) => v.mul(tf.randomNormal([4])).sum())(x!), /^net: randomNormal draws/],
])('%s is refused, naming the operation and the line', (_, fn, message) => {
  expect(() => compile(fn, { name: 'net', inputs })).toThrow(message);
});

test('inputs and outputs may have any names', async () => {
  const bytes = compile(({ t1, c1 }) => ({ s1: t1!.add(c1!).mul(2) }), { name: 'names', inputs: { t1: { dims: ['batch', 1] }, c1: { dims: ['batch', 1] } } });
  const one = { data: Float32Array.of(1, 2), dims: [2, 1] };
  expect((await runOnnx(bytes, { t1: one, c1: one })).s1!.data).toEqual([4, 8]);
});

test('gradients inside the function are compiled too', async () => {
  const bytes = compile(({ x }) => tf.grad((v) => v.square().sum())(x!), { name: 'gradient', inputs: { x: { dims: [2, 4] } } });
  const { output } = await runOnnx(bytes, { x: { data: Float32Array.of(1, 2, 3, 4, -1, -2, -3, -4), dims: [2, 4] } });
  expect(output!.data).toEqual([2, 4, 6, 8, -2, -4, -6, -8]);
});

test('what no output depends on is not computed', () => {
  const text = Buffer.from(compile(({ x }) => { x!.sin().mul(tf.tensor1d([1, 2, 3, 4])); return x!.exp(); }, { name: 'lean', inputs })).toString('latin1');
  expect(text).toContain('Exp');
  expect(text).not.toMatch(/Sin|Mul/);
});

test('relu6 spelled as minimum and maximum becomes one Clip', () => {
  const bytes = compile(({ x }) => x!.minimum(6).maximum(0), { name: 'clip', inputs });
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).toContain('Clip');
  expect(text).not.toContain('Min');
});

test('compiling in a fresh process prints nothing and leaves tfjs without a backend', () => {
  const compiler = new URL('../../../runtime/compile/compile.ts', import.meta.url).href;
  const script = `
    import tf from '@tensorflow/tfjs';
    import { compile } from ${JSON.stringify(compiler)};
    const bytes = compile(({ x }) => tf.matMul(x, tf.ones([4, 2])), { name: 'fresh', inputs: { x: { dims: ['batch', 4] } } });
    process.stdout.write(String(bytes.length > 100 && !tf.engine().backendName));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: import.meta.dirname, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'true', stderr: '' });
});

test('metadata and the name of the graph are kept in the file', () => {
  const text = Buffer.from(compile(({ x }) => x!.exp(), { name: 'my-net', inputs, metadata: { source: 'tfjs' } })).toString('latin1');
  expect(text).toContain('my-net');
  expect(text).toContain('source');
});

test('a tensor of the user that the function only reshapes or clones is still there afterwards', () => {
  const mine = tf.tensor1d([1, 2, 3]);
  compile(({ x }) => ({ y: x!.add(mine.clone()).add(mine.reshape([3])) }), { name: 'clone', inputs: { x: { dims: [3] } } });
  expect([...mine.dataSync()]).toEqual([1, 2, 3]);
});
