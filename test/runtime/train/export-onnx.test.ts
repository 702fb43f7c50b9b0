import tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { compileTrainingStep } from '../../../runtime/train/compile-training-step.ts';
import { exportOnnx, type Predict } from '../../../runtime/train/export-onnx.ts';
import { openEagerPredictor } from '../../../runtime/train/open-eager-predictor.ts';
import { openPredictor } from '../../../runtime/train/open-predictor.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import { float32 } from '../../../runtime/tensor.ts';
import { onTfjsCpu } from '../compile/on-tfjs-cpu.ts';
import { batch, batchSignature, noisyError, wave } from './small-network.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { TrainerState } from '../../../runtime/train/trainer.ts';

const predict: Predict = (scope, { x }) => {
  const statistic = scope.running('mean', [3], { kind: 'constant', value: 1 });
  const centred = tf.sub(scope.dropout(x!, 0.25), statistic.value);
  const first = scope.in('first');
  const hidden = tf.tanh(tf.add(tf.matMul(centred, first.parameter('weight', [3, 4], { kind: 'constant', value: 0 })), first.parameter('bias', [4], { kind: 'constant', value: 0 })));
  return { output: tf.matMul(hidden, scope.in('second').parameter('weight', [4, 2], { kind: 'constant', value: 0 })) };
};
const options = { name: 'small', inputs: { x: { dims: ['batch', 3] } }, predict } as const;
const x = () => float32(wave(21, 1), 7, 3);

let runtime: Runtime;
const trained: TrainerState['tensors'][] = [];
beforeAll(async () => {
  await onTfjsCpu();
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  for (const seed of [1, 2]) {
    await using trainer = await openTrainer(compileTrainingStep({ name: 'small', batch: batchSignature, loss: noisyError, optimizer: adam() }), { runtime, seed });
    await trainer.train([batch, batch, batch], [0.1, 0.1, 0.1]);
    trained.push((await trainer.save()).tensors);
  }
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function runExported(state: TrainerState['tensors']): Promise<Float32Array> {
  await using session = await runtime.open(exportOnnx({ ...options, metadata: { labels: 'a,b' } }, state), { name: 'exported' });
  return (await session.run({ x: x() })).output!.data as Float32Array;
}

function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5) {
  expect(actual).toHaveLength(expected.length);
  Array.from(expected).forEach((value, index) => expect(Math.abs(actual[index]! - value)).toBeLessThan(tolerance));
}

test('an exported model, loaded back, gives what the trained model gives, for any batch', async () => {
  const eager = openEagerPredictor(options);
  await eager.load(trained[0]!);
  expectSame(await runExported(trained[0]!), (await eager.predict({ x: x() })).output!.data as Float32Array);
});

test('a predictor follows the weights it is given', async () => {
  await using predictor = await openPredictor(options, { runtime });
  for (const state of trained) {
    await predictor.load(state);
    for (let run = 0; run < 2; run++) expectSame((await predictor.predict({ x: x() })).output!.data as Float32Array, await runExported(state));
  }
});

test('metadata is in the file, and the same model gives the same bytes', () => {
  const bytes = exportOnnx({ ...options, metadata: { labels: 'anger,joy', licence: 'MIT' } }, trained[0]!);
  expect(Buffer.from(bytes).toString('latin1')).toContain('anger,joy');
  expect(exportOnnx({ ...options, metadata: { licence: 'MIT', labels: 'anger,joy' } }, trained[0]!)).toEqual(bytes);
});

test('a state of another model is refused, naming the parameter', () => {
  expect(() => exportOnnx(options, {})).toThrow(/the trained state has none of that name/);
});
