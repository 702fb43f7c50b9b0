import { readFileSync } from 'node:fs';
import tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { adam, adamW } from '../../../runtime/train/optimizers/adam.ts';
import { sgd } from '../../../runtime/train/optimizers/sgd.ts';
import { compileTrainingStep, type TrainingStepOptions } from '../../../runtime/train/compile-training-step.ts';
import { openEagerTrainer } from '../../../runtime/train/open-eager-trainer.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { onTfjsCpu } from '../compile/on-tfjs-cpu.ts';
import { batch, batchSignature, noisyError, squaredError } from './small-network.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Trainer, TrainerState } from '../../../runtime/train/trainer.ts';

interface Golden {
  readonly losses: readonly number[];
  readonly norms: readonly number[];
  readonly second: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('golden/optimizers.json', import.meta.url), 'utf8')) as Record<string, Golden>;
const plain = { name: 'small', batch: batchSignature, loss: squaredError, optimizer: adam() } as const;
const noisy = { ...plain, loss: noisyError };

let runtime: Runtime;
beforeAll(async () => {
  await onTfjsCpu();
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 2 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

const open = (options: TrainingStepOptions, seed = 1) => openTrainer(compileTrainingStep(options), { runtime, seed });

function steps(trainer: Trainer, count: number, rate = 0.05) {
  return trainer.train(new Array(count).fill(batch), new Array<number>(count).fill(rate));
}

function bytes({ step, tensors }: TrainerState): string {
  return JSON.stringify([step, Object.entries(tensors).map(([name, { dims, data }]) => [name, dims, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')])]);
}

describe.each<[name: string, rate: number, Omit<TrainingStepOptions, 'name' | 'batch' | 'loss'>]>([
  ['adam', 0.05, { optimizer: adam({ weightDecay: 0.1 }) }],
  ['adamw', 0.05, { optimizer: adamW({ beta1: 0.8, beta2: 0.95, weightDecay: 0.1 }) }],
  ['sgd', 0.05, { optimizer: sgd() }],
  ['momentum', 0.05, { optimizer: sgd({ momentum: 0.9, weightDecay: 0.1 }) }],
  ['nesterov', 0.05, { optimizer: sgd({ momentum: 0.9, nesterov: true }) }],
  ['norm', 0.5, { optimizer: sgd(), clip: { kind: 'norm', limit: 0.1 } }],
  ['value', 0.5, { optimizer: sgd(), clip: { kind: 'value', limit: 0.05 } }],
])('%s', (name, rate, options) => {
  test.each(['onnx', 'tfjs'])('takes the steps that PyTorch takes, on the engine %s', async (engine) => {
    await using trainer = engine === 'onnx' ? await open({ ...plain, ...options }) : openEagerTrainer({ ...plain, ...options }, { seed: 1 });
    const { loss, 'gradient-norm': norms } = await steps(trainer, 6, rate);
    golden[name]!.losses.forEach((value, index) => expect(loss![index]).toBeCloseTo(value, 5));
    golden[name]!.norms.forEach((value, index) => expect(norms![index]).toBeCloseTo(value, 4));
    const { tensors } = await trainer.save();
    golden[name]!.second.forEach((value, index) => expect(tensors['parameter:second/weight']!.data[index]).toBeCloseTo(value, 5));
  });
});

test('steps in one call and in several calls give the same bytes', async () => {
  await using together = await open(noisy);
  await using apart = await open(noisy);
  await steps(together, 7);
  for (const count of [1, 4, 2]) await steps(apart, count);
  expect(bytes(await apart.save())).toBe(bytes(await together.save()));
});

test('a run that goes on from a saved state gives the bytes of one that never stopped', async () => {
  await using whole = await open(noisy);
  await using first = await open(noisy);
  await using second = await open(noisy);
  await steps(whole, 9);
  await steps(first, 4);
  await second.load(await first.save());
  await steps(second, 5);
  expect(bytes(await second.save())).toBe(bytes(await whole.save()));
});

test('another seed draws other noise', async () => {
  const [one, other] = await Promise.all([1, 2].map((seed) => open(noisy, seed)));
  expect(await steps(one!, 2)).not.toEqual(await steps(other!, 2));
});

test('the eager engine follows the compiled one with the same noise', async () => {
  await using compiled = await open(noisy);
  await using eager = openEagerTrainer(noisy, { seed: 1 });
  const [expected, actual] = [await steps(compiled, 5), await steps(eager, 5)];
  for (const name of ['loss', 'largest', 'gradient-norm']) actual[name]!.forEach((value, index) => expect(value).toBeCloseTo(expected[name]![index]!, 4));
  const [a, b] = [await compiled.save(), await eager.save()];
  expect(Object.keys(b.tensors)).toEqual(Object.keys(a.tensors));
  for (const [name, { data }] of Object.entries(a.tensors)) data.forEach((value, index) => expect(b.tensors[name]!.data[index], name).toBeCloseTo(value, 3));
});

test('the eager engine leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  {
    await using trainer = openEagerTrainer(noisy, { seed: 1 });
    await steps(trainer, 3);
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('a running statistic follows its update and has no gradient', async () => {
  await using trainer = await open(noisy);
  await steps(trainer, 1);
  const { tensors } = await trainer.save();
  expect(Object.keys(tensors).filter((name) => name.includes('mean')).sort()).toEqual(['mean:first/bias', 'mean:first/weight', 'mean:second/weight', 'running:mean']);
  tensors['running:mean']!.data.forEach((value) => expect(value).not.toBe(1));
});

test('steps whose gradients stand out are left out, but never two in a row', async () => {
  await using trainer = await open({ ...plain, optimizer: sgd(), clip: { kind: 'skip', window: 4, factor: 1.2, offset: 0.1 } });
  await using without = await open({ ...plain, optimizer: sgd() });
  const wild = { ...batch, y: Float32Array.from(batch.y!, (value) => 50 * value) };
  const { loss } = await trainer.train([batch, batch, wild, wild, batch], new Array<number>(5).fill(0.01));
  const { loss: onceWild } = await without.train([batch, batch, wild, batch], new Array<number>(4).fill(0.01));
  expect(loss![3]).toBe(loss![2]); // The first wild step was left out
  expect([...loss!.subarray(3)]).toEqual([...onceWild!.subarray(2)]); // The second one was taken
});

test.each<[string, (state: TrainerState) => TrainerState['tensors'], RegExp]>([
  ['misses a tensor', ({ tensors }) => Object.fromEntries(Object.entries(tensors).filter(([name]) => name !== 'parameter:first/bias')), /tensor parameter:first\/bias: it is missing/],
  ['has a tensor too many', ({ tensors }) => ({ ...tensors, 'parameter:third': tensors['parameter:first/bias']! }), /tensor parameter:third: the model has none of that name/],
  ['has another shape', ({ tensors }) => ({ ...tensors, 'parameter:first/bias': { ...tensors['parameter:first/bias']!, dims: [2, 2] } }), /its shape is \[2, 2\], the model wants \[4\]/],
])('a state that %s is refused by name', async (_, spoil, message) => {
  await using trainer = await open(plain);
  const state = await trainer.save();
  await expect(trainer.load({ ...state, tensors: spoil(state) })).rejects.toThrow(message);
});

test('a batch that does not fit is refused by name', async () => {
  await using trainer = await open(plain);
  await expect(trainer.train([{ x: batch.x! }], [0.1])).rejects.toThrow('batch tensor y: it is missing; it must be 10 values of float32');
  await expect(trainer.train([{ ...batch, x: new Float32Array(4) }], [0.1])).rejects.toThrow('batch tensor x: it holds 4 values as Float32Array; it must be 15 values of float32');
});

test('an operation that cannot be compiled is named with its line, also when only its gradient cannot', () => {
  expect(() => compileTrainingStep({ ...plain, loss: (_, { x }) => ({ loss: tf.unique(x!).values.sum() }) })).toThrow(/^small: the operation Unique cannot be compiled yet \(at trainer\.test\.ts:\d+\)/);
});

test('a parameter that is asked for with two shapes is refused', () => {
  const loss: TrainingStepOptions['loss'] = (scope, { x }) => ({ loss: tf.add(tf.sum(tf.matMul(x!, scope.parameter('w', [3, 1], { kind: 'constant', value: 0 }))), tf.sum(scope.parameter('w', [2], { kind: 'constant', value: 0 }))) });
  expect(() => compileTrainingStep({ ...plain, loss })).toThrow('parameter w: it is asked for with the shape [2] and was declared with [3, 1]');
});

test.each(['onnx', 'tfjs'])('reports of any shape come back for each step, on the engine %s', async (engine) => {
  const reporting: TrainingStepOptions = {
    ...plain,
    loss(scope, { x, y }) {
      const errors = tf.square(tf.sub(tf.matMul(x!, scope.parameter('weight', [3, 2], { kind: 'constant', value: 0.1 })), y!));
      return { loss: tf.mean(errors), reports: { errors } };
    },
  };
  await using trainer = engine === 'onnx' ? await open(reporting) : openEagerTrainer(reporting, { seed: 1 });
  const { loss, errors } = await steps(trainer, 3);
  expect(errors).toHaveLength(3 * 5 * 2);
  for (const step of [0, 1, 2]) expect(errors!.subarray(step * 10, step * 10 + 10).reduce((sum, value) => sum + value, 0) / 10).toBeCloseTo(loss![step]!, 5);
  expect(loss![2]).toBeLessThan(loss![0]!);
});
